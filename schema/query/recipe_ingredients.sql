-- The ingredients of a dish, with what each puts into the whole of it. Of an ingredient of one's own that
-- was edited since, the newest version.
SELECT i.line_no, i.ingredient_id, f.description, coalesce(i.measure_amount, i.amount),
       coalesce(i.measure, f.basis), i.amount, f.basis, t.code, t.description,
       (SELECT count(*) FROM recipe_retention o
        WHERE o.food_id = i.food_id AND o.line_no = i.line_no),
       m.value, m.bound_share IS NOT NULL, e.value, f.replaced_by
FROM recipe_ingredient i
JOIN food f ON f.food_id = i.ingredient_id
JOIN recipe_value m ON m.food_id = i.food_id AND m.line_no = i.line_no AND m.nutrient_id = 1090
JOIN recipe_value e ON e.food_id = i.food_id AND e.line_no = i.line_no AND e.nutrient_id = 1008
LEFT JOIN retention_factor t ON t.retention_id = i.retention_id
WHERE i.food_id = :food
ORDER BY i.line_no;
