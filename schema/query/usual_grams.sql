UPDATE food_category SET usual_grams = m.grams
FROM category_usual_grams m
WHERE food_category.category_id = m.category_id AND food_category.usual_grams IS NOT m.grams;
