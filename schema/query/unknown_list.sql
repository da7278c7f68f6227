-- What a total of a span does not know, entry by entry; with :estimate the spread of its category.
WITH spread AS MATERIALIZED (
  SELECT v.category_id, v.basis, v.foods, sum(v.amount * v.low_weight) AS low,
         sum(v.amount * v.high_weight) AS high
  FROM category_value v
  WHERE :estimate AND v.nutrient_id = :nutrient
  GROUP BY v.category_id, v.basis
)
SELECT e.day, e.entry_id, e.food_id, e.description, c.description, e.kind, e.amount, e.basis,
       (SELECT v.value FROM intake_value v WHERE v.intake_id = e.entry_id AND v.nutrient_id = 1008),
       spread.foods, e.amount * spread.low / e.per, e.amount * spread.high / e.per, e.known_share
FROM unknown_entry e
LEFT JOIN food_category c ON c.category_id = e.category_id
LEFT JOIN spread
  ON spread.category_id = e.category_id AND spread.basis = e.basis AND e.kind = 'food'
  AND e.known_share IS NULL
WHERE e.person_id = :person AND e.nutrient_id = :nutrient
  AND e.day BETWEEN coalesce(:from, '0001-01-01') AND coalesce(:to, '9999-12-31')
ORDER BY e.day, e.entry_id IS NULL, e.entry_id, e.description;
