-- FoodData Central's numbers mean the same everywhere; a user's own nutrients are told by their name.
SELECT n.nutrient_id
FROM nutrient n
WHERE n.unit = :unit
  AND CASE WHEN :nutrient_id < 1000000 THEN n.nutrient_id = :nutrient_id
           ELSE n.nutrient_id >= 1000000 AND n.name = :name END;
