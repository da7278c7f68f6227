-- The estimates for what a total of a span does not know, added up: entries in all, those with an
-- estimate, the sums of their 10th and of their 90th percentiles, and the least count of known foods
-- that one of them rests on.
-- The days are those of span.sql.
WITH RECURSIVE calendar (day, last_day) AS (
  SELECT max(coalesce(:from, b.diary_first_day), b.first_day),
         min(coalesce(:to, b.diary_last_day), b.last_day, coalesce(:today, '9999-12-31'))
  FROM schedule_bound b
  WHERE b.person_id = :person
  UNION ALL
  SELECT date(day, '+1 day'), last_day FROM calendar WHERE day < last_day
), spread AS MATERIALIZED (
  SELECT v.category_id, v.basis, v.foods, sum(v.amount * v.low_weight) AS low,
         sum(v.amount * v.high_weight) AS high
  FROM category_value v
  WHERE v.nutrient_id = :nutrient
  GROUP BY v.category_id, v.basis
), unknown AS (
  SELECT e.day, e.entry_id, e.food_id, e.description, e.category_id, e.kind, e.amount, e.basis, e.per,
         e.known_share
  FROM unknown_entry e
  WHERE e.person_id = :person AND e.nutrient_id = :nutrient
    AND e.day BETWEEN coalesce(:from, '0001-01-01') AND coalesce(:to, '9999-12-31')
  UNION ALL
  SELECT c.day, NULL, v.food_id, v.description, v.category_id, v.kind, v.amount, v.basis, f.per,
         v.bound_share
  FROM calendar c
  CROSS JOIN schedule_part v
    ON v.person_id = :person AND v.nutrient_id = :nutrient AND v.is_unknown
    AND c.day BETWEEN v.from_day AND v.to_day
  JOIN food f ON f.food_id = v.food_id
  WHERE c.day <= c.last_day
    AND NOT EXISTS (SELECT 1 FROM intake_day d WHERE d.person_id = :person AND d.day = c.day)
)
SELECT count(*), count(spread.low), sum(e.amount * spread.low / e.per),
       sum(e.amount * spread.high / e.per), min(CASE WHEN spread.low IS NOT NULL THEN spread.foods END)
FROM unknown e
LEFT JOIN spread
  ON spread.category_id = e.category_id AND spread.basis = e.basis AND e.kind = 'food'
  AND e.known_share IS NULL;
