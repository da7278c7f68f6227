-- What recipe_nutrient is made of, one row per dish and nutrient: the sum of what the ingredients put
-- in, how many of them are unknown or lower bounds, and the parts of the known share: energy (kcal, of
-- it kcal_known; energy_unknown ingredients without all of it) and weight without beverages.
-- Water (1051) is left out, for cooking changes it, as are the other energies (2047, 2048).
CREATE VIEW recipe_part AS
SELECT r.food_id, f.description AS recipe, n.nutrient_id, n.name AS nutrient, n.unit, f.per, r.yield,
       (SELECT sum(v.value) FROM recipe_value v
        WHERE v.food_id = r.food_id AND v.nutrient_id = n.nutrient_id) AS value,
       (SELECT count(*) FROM recipe_ingredient i WHERE i.food_id = r.food_id) AS ingredients,
       (SELECT count(*) FROM recipe_value v
        WHERE v.food_id = r.food_id AND v.nutrient_id = n.nutrient_id
          AND (v.value IS NULL OR v.bound_share IS NOT NULL)) AS unknown_ingredients,
       (SELECT total(v.value) FROM recipe_value v
        WHERE v.food_id = r.food_id AND v.nutrient_id = 1008) AS kcal,
       (SELECT total(v.value * (SELECT CASE WHEN w.value IS NULL THEN 0.0
                                            ELSE coalesce(w.bound_share, 1.0) END
                                FROM recipe_value w
                                WHERE w.food_id = v.food_id AND w.line_no = v.line_no
                                  AND w.nutrient_id = n.nutrient_id))
        FROM recipe_value v
        WHERE v.food_id = r.food_id AND v.nutrient_id = 1008) AS kcal_known,
       (SELECT count(*) FROM recipe_value v
        WHERE v.food_id = r.food_id AND v.nutrient_id = 1008
          AND (v.value IS NULL OR v.bound_share IS NOT NULL)) AS energy_unknown,
       (SELECT total(v.grams) FROM recipe_value v
        LEFT JOIN food_category c ON c.category_id = v.category_id
        WHERE v.food_id = r.food_id AND v.nutrient_id = n.nutrient_id
          AND c.is_beverage IS NOT 1) AS grams,
       (SELECT total(v.grams * coalesce(v.bound_share, v.value IS NOT NULL)) FROM recipe_value v
        LEFT JOIN food_category c ON c.category_id = v.category_id
        WHERE v.food_id = r.food_id AND v.nutrient_id = n.nutrient_id
          AND c.is_beverage IS NOT 1) AS grams_known
FROM recipe r
CROSS JOIN food f ON f.food_id = r.food_id
CROSS JOIN nutrient n
WHERE n.nutrient_id NOT IN (1051, 2047, 2048)
  AND n.nutrient_id IN (
    SELECT v.nutrient_id FROM recipe_ingredient i
    JOIN food_nutrient v ON v.food_id = i.ingredient_id
    WHERE i.food_id = r.food_id
    UNION SELECT 1008);
