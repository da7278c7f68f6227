-- What a dish holds of each nutrient per 100 g, 100 ml or 1 serving (basis unit), from its ingredients
-- and its yield. unknown_ingredients above 0: the amount is a lower bound (mark), of a dish that is
-- known to known_share (0 to 1, as in nutrient_day). No row = unknown: nothing is known of any
-- ingredient, or the known are 0. Triggers store it in food_nutrient; recipe_stale lists dishes whose
-- ingredients have changed since. INSERT of a food_id stores the dish anew.
CREATE VIEW recipe_nutrient AS
SELECT t.food_id, t.recipe, t.nutrient_id, t.nutrient, t.value * t.per / t.yield AS amount, t.unit,
       CASE WHEN t.unknown_ingredients > 0 THEN 'lower bound' END AS mark, t.ingredients,
       t.unknown_ingredients,
       CASE WHEN t.unknown_ingredients = 0 THEN 1.0
            WHEN t.energy_unknown = 0 AND t.kcal > 0 THEN t.kcal_known / t.kcal
            WHEN t.grams > 0 THEN t.grams_known / t.grams
            ELSE 0.0 END AS known_share
FROM recipe_part t
WHERE t.value > 0 OR t.value IS NOT NULL AND t.unknown_ingredients = 0;
