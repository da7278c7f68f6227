-- Foods by what they hold of a nutrient, per 100 g (by 0), per 100 kcal (1; foods of at least 10 kcal
-- per 100 g) or per usual portion (2). all_forms 0 leaves out forms one does not eat as they are; codes
-- of a survey that stand for no food are left out, but where their source is asked for.
-- CROSS JOIN: through the foods, never through all their values.
WITH value AS (
  SELECT f.food_id, f.description, s.name AS source, w.state, v.amount, n.unit, g.tie,
         e.amount AS kcal,
         CASE :by WHEN 2 THEN u.measure WHEN 1 THEN '100 kcal'
                  ELSE CASE f.basis WHEN 'ml' THEN '100 ml' ELSE '100 g' END END AS measure,
         CASE :by WHEN 2 THEN u.grams WHEN 1 THEN 1e4 / e.amount ELSE 100.0 END AS grams, u.how,
         row_number() OVER (PARTITION BY g.tie
                            ORDER BY g.is_full DESC, g.source_rank, f.food_id) AS place
  FROM food f
  JOIN source s ON s.source_id = f.source_id AND (s.name = :source OR :source IS NULL AND s.name <> 'NHANES')
  CROSS JOIN food_nutrient v ON v.food_id = f.food_id AND v.nutrient_id = :nutrient
  JOIN nutrient n ON n.nutrient_id = v.nutrient_id
  JOIN food_state w ON w.food_id = f.food_id
  JOIN food_form g ON g.food_id = f.food_id
  LEFT JOIN food_nutrient e ON e.food_id = f.food_id AND e.nutrient_id = coalesce(
    (SELECT 1008 FROM food_nutrient x WHERE x.food_id = f.food_id AND x.nutrient_id = 1008),
    (SELECT 2047 FROM food_nutrient x WHERE x.food_id = f.food_id AND x.nutrient_id = 2047), 2048)
  LEFT JOIN food_usual_portion u ON :by = 2 AND u.food_id = f.food_id
  WHERE f.kind = 'food' AND f.basis <> 'unit' AND f.replaced_by IS NULL
    AND v.mark IS NOT 'doubtful'
    AND (:all_forms OR g.eaten < 2)
    AND (:by <> 1 OR e.amount >= 10)
    AND (:by <> 2 OR u.grams IS NOT NULL)
)
SELECT food_id, description, source, state, amount * grams / 100.0 AS value, unit, measure, grams,
       kcal * grams / 100.0, how
FROM value
WHERE place = 1
ORDER BY value DESC, description, food_id
LIMIT :limit;
