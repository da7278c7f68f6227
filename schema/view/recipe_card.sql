-- A dish as it is shown, with its magnesium (mg) and energy (kcal) per 100 g, 100 ml or 1 serving (basis
-- unit). magnesium_bound: of a lower bound the share of the dish that is known; NULL = it is none.
-- CROSS JOIN: from the dishes, never through all foods.
CREATE VIEW recipe_card AS
SELECT r.food_id, f.description, f.basis, r.yield,
       CASE f.basis WHEN 'unit' THEN r.yield ELSE r.servings END AS servings, r.note, r.input_grams,
       (SELECT count(*) FROM recipe_ingredient i WHERE i.food_id = r.food_id) AS ingredients,
       v.amount AS magnesium_mg,
       (SELECT e.amount FROM food_nutrient e
        WHERE e.food_id = r.food_id AND e.nutrient_id = 1008) AS energy_kcal,
       CASE v.mark WHEN 'lower bound' THEN coalesce(s.known_share, 0.0) END AS magnesium_bound,
       f.replaced_by
FROM recipe r
CROSS JOIN food f ON f.food_id = r.food_id
LEFT JOIN food_nutrient v ON v.food_id = r.food_id AND v.nutrient_id = 1090
LEFT JOIN recipe_share s ON s.food_id = r.food_id AND s.nutrient_id = 1090;
