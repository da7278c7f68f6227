-- Foods of FoodData Central under their fdc_id.
INSERT INTO food (food_id, source_id, source_key, description, category_id, published)
SELECT f.c1, f.c2, CAST(f.c1 AS TEXT), f.c3, f.c4, f.c5 FROM nutri_feed f WHERE true
ON CONFLICT (food_id) DO UPDATE SET
  source_id = excluded.source_id, source_key = excluded.source_key,
  description = excluded.description, category_id = excluded.category_id,
  published = excluded.published
WHERE food.source_id <> excluded.source_id
   OR food.source_key <> excluded.source_key
   OR food.description <> excluded.description COLLATE BINARY
   OR food.category_id IS NOT excluded.category_id
   OR food.published IS NOT excluded.published;
