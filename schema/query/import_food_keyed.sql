-- Foods of a source with keys of its own: c1 the food_id nutri gave it, c2 the key, c3 the
-- description, c4 the category, c5 what follows the description, c6 the kind of lasting key, c7 the
-- basis.
INSERT INTO food (food_id, source_id, source_key, lasting_key, description, category_id, basis,
                  import_id)
SELECT f.c1, :source, f.c2, f.c6 || ':' || f.c2,
       substr(f.c3 || coalesce(', ' || f.c5, ''), 1, 1000), f.c4, coalesce(f.c7, 'g'), :import
FROM nutri_feed f WHERE true
ON CONFLICT (food_id) DO UPDATE SET
  description = excluded.description,
  category_id = coalesce(excluded.category_id, food.category_id),
  basis = excluded.basis
WHERE food.description <> excluded.description COLLATE BINARY
   OR food.category_id IS NOT coalesce(excluded.category_id, food.category_id)
   OR food.basis <> excluded.basis;
