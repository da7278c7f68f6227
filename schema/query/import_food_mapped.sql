-- Foods of a wide table: c1 the food_id nutri gave it, c2 the key, c3 the description, c4 the
-- category's name, c6 what stands before the key in the lasting key, c7 the basis.
INSERT INTO food (food_id, source_id, source_key, lasting_key, description, category_id, basis,
                  import_id)
SELECT f.c1, :source, f.c2, f.c6 || f.c2, f.c3,
       (SELECT min(c.category_id) FROM food_category c WHERE c.description = f.c4), f.c7, :import
FROM nutri_feed f WHERE true
ON CONFLICT (food_id) DO UPDATE SET
  description = excluded.description,
  category_id = coalesce(excluded.category_id, food.category_id),
  basis = excluded.basis
WHERE food.description <> excluded.description COLLATE BINARY
   OR food.category_id IS NOT coalesce(excluded.category_id, food.category_id)
   OR food.basis <> excluded.basis;
