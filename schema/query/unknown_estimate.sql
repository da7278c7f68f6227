-- The estimates for what a total of a span does not know, added up: entries in all, those with an
-- estimate, the sums of their 10th and of their 90th percentiles, and the least count of known foods
-- that one of them rests on.
WITH spread AS MATERIALIZED (
  SELECT v.category_id, v.basis, v.foods, sum(v.amount * v.low_weight) AS low,
         sum(v.amount * v.high_weight) AS high
  FROM category_value v
  WHERE v.nutrient_id = :nutrient
  GROUP BY v.category_id, v.basis
)
SELECT count(*), count(spread.low), sum(e.amount * spread.low / e.per),
       sum(e.amount * spread.high / e.per), min(CASE WHEN spread.low IS NOT NULL THEN spread.foods END)
FROM unknown_entry e
LEFT JOIN spread
  ON spread.category_id = e.category_id AND spread.basis = e.basis AND e.kind = 'food'
  AND e.known_share IS NULL
WHERE e.person_id = :person AND e.nutrient_id = :nutrient
  AND e.day BETWEEN coalesce(:from, '0001-01-01') AND coalesce(:to, '9999-12-31');
