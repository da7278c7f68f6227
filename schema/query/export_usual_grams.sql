-- What is usual of a category's foods.
SELECT c.usual_grams FROM food_category c WHERE c.category_id = :id;
