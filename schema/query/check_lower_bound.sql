-- Lower bounds of foods that are no dish: how much of the food is known is not known.
SELECT 'lower bound of no recipe', f.description || ' (food ' || v.food_id || '), nutrient ' || v.nutrient_id
FROM food_nutrient v
JOIN food f ON f.food_id = v.food_id
WHERE v.mark = 'lower bound' AND NOT EXISTS (SELECT 1 FROM recipe r WHERE r.food_id = v.food_id);
