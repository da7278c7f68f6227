-- What an import changed, foods that stand in diaries first; of a food magnesium before the rest.
SELECT c.food_id, c.description, c.nutrient_id, c.nutrient, c.unit, c.old_amount, c.new_amount, c.what,
       c.entries, c.property, c.old_text, c.new_text
FROM import_change c
LEFT JOIN nutrient n ON n.nutrient_id = c.nutrient_id
WHERE c.import_id = :import
ORDER BY c.entries DESC, c.description, c.food_id, c.property <> 'listed', c.nutrient_id IS NOT 1090,
         n.rank IS NULL, n.rank, c.nutrient_id, c.property, c.old_text, c.new_text;
