-- The last change of an import and of those before it (changes by hand, without an import, lie between
-- in the order in which they were written), and the last change before the import came, -1 where it
-- changed nothing.
SELECT coalesce((SELECT max(c.change_id) FROM food_nutrient_change c WHERE c.import_id <= :import), 0),
       coalesce((SELECT min(c.change_id) FROM food_nutrient_change c WHERE c.import_id = :import) - 1,
                -1);
