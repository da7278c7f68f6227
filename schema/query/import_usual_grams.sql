-- Where the import brought foods with a usual portion, the categories' medians may have moved.
UPDATE food_category SET usual_grams = m.grams
FROM category_usual_grams m
WHERE food_category.category_id = m.category_id AND food_category.usual_grams IS NOT m.grams
  AND EXISTS (SELECT 1 FROM nutri_taken t
              CROSS JOIN food_portion q ON q.food_id = t.food_id AND q.is_usual = 1);
