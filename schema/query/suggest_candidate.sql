-- Foods with a usual portion, and what a portion brings: the nutrient (NULL = unknown), kcal, sodium
-- (mg). tier: 0 the person has eaten it in the year up to :until, 1 another food of its category, 2
-- neither; days of the last 30 with it, and the last of all. Of foods that are one food in several
-- sources the first by source that has the nutrient; branded foods only where the person has eaten
-- them. Whether one eats it in this form is asked of few (suggest_fits), because it takes a third of
-- the time. CROSS JOIN: through the foods once, and no further than the first thing a food lacks.
WITH eaten AS MATERIALIZED (
  SELECT coalesce(t.tie_id, -n.food_id) AS tie, n.category_id,
         count(DISTINCT CASE WHEN i.day > date(:until, '-30 days') THEN i.day END) AS days,
         max(i.day) AS last_day
  FROM intake i
  CROSS JOIN food o ON o.food_id = i.food_id
  CROSS JOIN food n ON n.food_id = coalesce(o.replaced_by, o.food_id)
  LEFT JOIN food_same_as t ON t.food_id = n.food_id
  WHERE i.person_id = :person AND i.day BETWEEN date(:until, '-364 days') AND :until
  GROUP BY 1
)
SELECT f.food_id, f.category_id, s.name = 'Branded' AS is_branded,
       v.amount * u.grams / f.per AS adds,
       CASE WHEN v.amount > 0 THEN
         (SELECT e.kcal FROM food_energy e WHERE e.food_id = f.food_id) END * u.grams / f.per AS kcal,
       CASE WHEN v.amount > 0 THEN
         (SELECT n.amount FROM food_nutrient n
          WHERE n.food_id = f.food_id AND n.nutrient_id = 1093) END * u.grams / f.per AS sodium,
       CASE WHEN y.tie IS NOT NULL THEN 0
            WHEN f.category_id IN (SELECT c.category_id FROM eaten c) THEN 1
            ELSE 2 END AS tier,
       coalesce(y.days, 0) AS days, y.last_day
FROM food_usual_portion u
CROSS JOIN food f ON f.food_id = u.food_id
CROSS JOIN source s ON s.source_id = f.source_id
LEFT JOIN food_same_as t ON t.food_id = f.food_id
LEFT JOIN eaten y ON y.tie = coalesce(t.tie_id, -f.food_id)
LEFT JOIN food_nutrient v
  ON v.food_id = f.food_id AND v.nutrient_id = :nutrient AND v.mark IS NOT 'doubtful'
WHERE f.kind = 'food' AND f.replaced_by IS NULL
  AND (s.name <> 'Branded' OR y.tie IS NOT NULL)
  AND (t.tie_id IS NULL
       OR f.food_id = (SELECT b.food_id FROM food_same_as a
                       CROSS JOIN food b ON b.food_id = a.food_id AND b.replaced_by IS NULL
                       CROSS JOIN source c ON c.source_id = b.source_id
                       LEFT JOIN food_nutrient w
                         ON w.food_id = b.food_id AND w.nutrient_id = :nutrient
                         AND w.mark IS NOT 'doubtful'
                       WHERE a.tie_id = t.tie_id
                       ORDER BY w.amount IS NULL, c.rank, b.food_id LIMIT 1))
ORDER BY u.food_id;
