-- A food as it is shown: names instead of numbers, with its magnesium (mg) and energy (kcal) per 100 g,
-- 100 ml or 1 unit. NULL = unknown; a doubtful zero is unknown too.
CREATE VIEW food_card AS
SELECT f.food_id, f.description, c.description AS category, s.name AS source, f.lasting_key, t.state,
       f.kind, f.basis,
       (SELECT v.amount FROM food_nutrient v
        WHERE v.food_id = f.food_id AND v.nutrient_id = 1090 AND v.mark IS NOT 'doubtful')
         AS magnesium_mg,
       coalesce(
         (SELECT v.amount FROM food_nutrient v
          WHERE v.food_id = f.food_id AND v.nutrient_id = 1008),
         (SELECT v.amount FROM food_nutrient v
          WHERE v.food_id = f.food_id AND v.nutrient_id = 2047),
         (SELECT v.amount FROM food_nutrient v
          WHERE v.food_id = f.food_id AND v.nutrient_id = 2048)) AS energy_kcal
FROM food f
JOIN food_state t ON t.food_id = f.food_id
JOIN source s ON s.source_id = f.source_id
LEFT JOIN food_category c ON c.category_id = f.category_id;
