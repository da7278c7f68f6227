-- The median usual portion of every category; none where no food of it has one.
UPDATE food_category SET usual_grams = c.grams
FROM (SELECT k.category_id, m.grams
      FROM food_category k
      LEFT JOIN category_usual_grams m ON m.category_id = k.category_id) c
WHERE food_category.category_id = c.category_id AND food_category.usual_grams IS NOT c.grams;
