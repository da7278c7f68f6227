-- The median usual portion of each category, from the foods whose source names one.
UPDATE food_category SET usual_grams = (
  SELECT avg(m.grams) FROM (
    SELECT p.grams, row_number() OVER (ORDER BY p.grams) AS place, count(*) OVER () AS n
    FROM food f
    JOIN food_portion p ON p.food_id = f.food_id AND p.is_usual = 1
    WHERE f.category_id = food_category.category_id) m
  WHERE m.place IN ((m.n + 1) / 2, (m.n + 2) / 2));
