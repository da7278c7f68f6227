-- One row per ingredient of a dish and nutrient: what the line puts into the whole dish, in the
-- nutrient's unit, after what cooking leaves of it where that is known (recipe_retention, else
-- retention_nutrient). NULL = unknown. bound_share as in food_value; grams is the line's weight.
CREATE VIEW recipe_value AS
SELECT i.food_id, i.line_no, i.ingredient_id, v.description, v.category_id, i.amount, v.basis,
       v.nutrient_id,
       i.amount * v.amount / v.per * coalesce(
         (SELECT o.factor FROM recipe_retention o
          WHERE o.food_id = i.food_id AND o.line_no = i.line_no AND o.nutrient_id = v.nutrient_id),
         (SELECT t.factor FROM retention_nutrient t
          WHERE t.retention_id = i.retention_id AND t.nutrient_id = v.nutrient_id), 1.0) AS value,
       v.bound_share, i.amount * v.weight AS grams
FROM recipe_ingredient i
JOIN food_value v ON v.food_id = i.ingredient_id;
