-- Every food with its magnesium in mg per 100 g, 100 ml or 1 unit (basis). NULL = unknown, never 0.
-- mark: trace, assumed zero, doubtful (a stored zero that is hardly one), imputed.
CREATE VIEW food_magnesium AS
SELECT f.food_id, f.description, c.description AS category, s.name AS source, f.kind, f.basis,
       m.amount AS magnesium_mg, m.mark
FROM food f
JOIN source s ON s.source_id = f.source_id
LEFT JOIN food_category c ON c.category_id = f.category_id
LEFT JOIN food_nutrient m ON m.food_id = f.food_id AND m.nutrient_id = 1090;
