-- What values were before each change after an import, the latest change first. A change by hand
-- (import_id NULL) is after it where it was written after the last change of that import and those
-- before it.
SELECT c.food_id, c.nutrient_id, c.old_amount, NULL AS old_mark
FROM food_nutrient_change c
WHERE c.import_id > :import
   OR (c.import_id IS NULL
       AND c.change_id > coalesce((SELECT max(m.change_id) FROM food_nutrient_change m
                                   WHERE m.import_id <= :import), 0))
ORDER BY c.change_id DESC;
