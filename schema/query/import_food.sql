-- Foods of FoodData Central under their fdc_id; c6 is the NDB number, c7 the survey food code, c8 the
-- WWEIA category. A food's lasting key is kept where the file has none, as are the category and the
-- key that its label gave it.
INSERT INTO food (food_id, source_id, source_key, lasting_key, description, category_id, published,
                  import_id)
SELECT f.c1, f.c2, CAST(f.c1 AS TEXT), coalesce('ndb:' || f.c6, 'code:' || f.c7), f.c3,
       coalesce(f.c4, (SELECT c.category_id FROM food_category c
                       WHERE c.category_id = CAST(f.c8 AS INTEGER))),
       f.c5, :import
FROM nutri_feed f WHERE true
ON CONFLICT (food_id) DO UPDATE SET
  source_id = excluded.source_id, source_key = excluded.source_key,
  lasting_key = coalesce(excluded.lasting_key, food.lasting_key),
  description = excluded.description,
  category_id = coalesce(excluded.category_id, food.category_id),
  published = excluded.published
WHERE food.source_id <> excluded.source_id
   OR food.source_key <> excluded.source_key
   OR food.lasting_key IS NOT coalesce(excluded.lasting_key, food.lasting_key)
   OR food.description <> excluded.description COLLATE BINARY
   OR food.category_id IS NOT coalesce(excluded.category_id, food.category_id)
   OR food.published IS NOT excluded.published;
