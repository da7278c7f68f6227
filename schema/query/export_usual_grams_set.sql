UPDATE food_category SET usual_grams = :grams WHERE category_id = :id;
