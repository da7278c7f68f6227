-- The known values of a nutrient in a category of foods, per 100 g, 100 ml or 1 unit: foods of them. The
-- sum of amount times low_weight over a category, basis and nutrient is the 10th percentile, times
-- high_weight the 90th (between two values, linearly); the weights are NULL where foods is less than
-- 20: an estimate that rests on less is none. One value for foods that are one food; older versions,
-- doubtful zeros, supplements and medicines are left out. Ask for one nutrient: the filter reaches the
-- foods' values.
CREATE VIEW category_value AS
SELECT k.category_id, k.basis, k.nutrient_id, k.foods, k.food_id, k.amount,
       CASE WHEN k.foods >= 20 THEN
         CASE k.place - CAST(0.1 * (k.foods - 1) AS INTEGER)
           WHEN 0 THEN 1.0 - (0.1 * (k.foods - 1) - k.place)
           WHEN 1 THEN 0.1 * (k.foods - 1) - (k.place - 1)
           ELSE 0.0 END END AS low_weight,
       CASE WHEN k.foods >= 20 THEN
         CASE k.place - CAST(0.9 * (k.foods - 1) AS INTEGER)
           WHEN 0 THEN 1.0 - (0.9 * (k.foods - 1) - k.place)
           WHEN 1 THEN 0.9 * (k.foods - 1) - (k.place - 1)
           ELSE 0.0 END END AS high_weight
FROM (SELECT f.category_id, f.basis, v.nutrient_id, f.food_id, v.amount,
             count(*) OVER (PARTITION BY f.category_id, f.basis, v.nutrient_id) AS foods,
             row_number() OVER (PARTITION BY f.category_id, f.basis, v.nutrient_id
                                ORDER BY v.amount) - 1 AS place
      FROM food f
      CROSS JOIN food_nutrient v ON v.food_id = f.food_id
      WHERE f.kind = 'food' AND f.category_id IS NOT NULL AND f.replaced_by IS NULL
        AND v.mark IS NOT 'doubtful'
        AND NOT EXISTS (
          SELECT 1 FROM food_same_as a
          JOIN food_same_as b ON b.tie_id = a.tie_id AND b.food_id < a.food_id
          JOIN food g ON g.food_id = b.food_id AND g.category_id = f.category_id
          JOIN food_nutrient o ON o.food_id = b.food_id AND o.nutrient_id = v.nutrient_id
          WHERE a.food_id = f.food_id AND o.mark IS NOT 'doubtful')) k;
