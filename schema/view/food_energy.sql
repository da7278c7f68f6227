-- The energy of a food in kcal per 100 g, 100 ml or 1 unit: 1008, else Atwater general (2047), else
-- specific (2048) factors; never added. NULL = unknown.
CREATE VIEW food_energy AS
SELECT f.food_id,
       coalesce((SELECT v.amount FROM food_nutrient v
                 WHERE v.food_id = f.food_id AND v.nutrient_id = 1008),
                (SELECT v.amount FROM food_nutrient v
                 WHERE v.food_id = f.food_id AND v.nutrient_id = 2047),
                (SELECT v.amount FROM food_nutrient v
                 WHERE v.food_id = f.food_id AND v.nutrient_id = 2048)) AS kcal
FROM food f;
