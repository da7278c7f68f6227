-- Categories of foods as the file has them; what nutri adds to them stays.
INSERT INTO food_category (category_id, code, description)
SELECT f.c1, f.c2, f.c3 FROM nutri_feed f WHERE true
ON CONFLICT (category_id) DO UPDATE SET code = excluded.code, description = excluded.description
WHERE food_category.code IS NOT excluded.code
   OR food_category.description IS NOT excluded.description;
