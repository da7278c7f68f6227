-- Labels of packaged foods.
INSERT INTO food_label (food_id, gtin, brand_owner, brand_name, ingredients, serving_size,
                        serving_unit, household_serving, category)
SELECT f.c1, f.c2, f.c3, f.c4, f.c5, f.c6, f.c7, f.c8, f.c9 FROM nutri_feed f WHERE true
ON CONFLICT (food_id) DO UPDATE SET
  gtin = excluded.gtin, brand_owner = excluded.brand_owner, brand_name = excluded.brand_name,
  ingredients = excluded.ingredients, serving_size = excluded.serving_size,
  serving_unit = excluded.serving_unit, household_serving = excluded.household_serving,
  category = excluded.category
WHERE (food_label.gtin, food_label.brand_owner, food_label.brand_name, food_label.ingredients,
       food_label.serving_size, food_label.serving_unit, food_label.household_serving,
       food_label.category)
   IS NOT (excluded.gtin, excluded.brand_owner, excluded.brand_name, excluded.ingredients,
           excluded.serving_size, excluded.serving_unit, excluded.household_serving,
           excluded.category);
