-- What each food brought of a nutrient over a span, most first.
WITH food_sum AS (
  SELECT s.food_id, s.description, count(*) AS entries, sum(s.amount) AS amount, s.basis,
         sum(s.value) AS value, max(s.at_least) AS at_least
  FROM nutrient_source s
  WHERE s.person = :name AND s.nutrient_id = :nutrient
    AND s.day BETWEEN coalesce(:from, '0001-01-01') AND coalesce(:to, '9999-12-31')
  GROUP BY s.food_id
)
SELECT f.food_id, f.description, f.entries, f.amount, f.basis, f.value,
       (SELECT n.unit FROM nutrient n WHERE n.nutrient_id = :nutrient),
       f.value / nullif((SELECT sum(t.total) FROM nutrient_day_sum t
                         WHERE t.person_id = :person AND t.nutrient_id = :nutrient
                           AND t.day BETWEEN coalesce(:from, '0001-01-01')
                                         AND coalesce(:to, '9999-12-31')), 0.0), f.at_least
FROM food_sum f
ORDER BY f.value IS NULL, f.value DESC, f.description;
