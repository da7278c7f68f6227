-- One row per food and nutrient: what the food holds of it per 100 g, 100 ml or 1 unit (per of them);
-- NULL = unknown, as is a doubtful zero. Energy (1008) falls back to Atwater general (2047), then
-- specific (2048) factors; they are never added. bound_share: of a lower bound (a dish with
-- ingredients of unknown content) how much of the food is known (0 to 1); NULL = it is no lower
-- bound. weight: grams of ONE g, ml (taken as g) or unit, for weighing what is known.
CREATE VIEW food_value AS
SELECT f.food_id, f.description, f.category_id, f.kind, f.basis, f.per, n.nutrient_id,
       coalesce(
         CASE WHEN v.mark IS NOT 'doubtful' THEN v.amount END,
         CASE n.nutrient_id WHEN 1008 THEN coalesce(
           (SELECT a.amount FROM food_nutrient a
            WHERE a.food_id = f.food_id AND a.nutrient_id = 2047),
           (SELECT a.amount FROM food_nutrient a
            WHERE a.food_id = f.food_id AND a.nutrient_id = 2048)) END) AS amount,
       CASE WHEN v.mark = 'lower bound' THEN coalesce(
         (SELECT s.known_share FROM recipe_share s
          WHERE s.food_id = f.food_id AND s.nutrient_id = n.nutrient_id), 0.0) END AS bound_share,
       CASE f.basis WHEN 'unit' THEN coalesce(
         (SELECT r.input_grams / r.yield FROM recipe r WHERE r.food_id = f.food_id), 1.0)
         ELSE 1.0 END AS weight
FROM food f
CROSS JOIN nutrient n
LEFT JOIN food_nutrient v ON v.food_id = f.food_id AND v.nutrient_id = n.nutrient_id;
