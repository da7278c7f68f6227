-- A food as an edit sees it.
SELECT s.name = 'own', f.replaced_by, f.kind, f.basis, f.description, f.category_id, s.name,
       EXISTS (SELECT 1 FROM recipe_ingredient i WHERE i.food_id = f.food_id)
FROM food f
JOIN source s ON s.source_id = f.source_id
WHERE f.food_id = :food;
