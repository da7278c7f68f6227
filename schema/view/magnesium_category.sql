-- How magnesium spreads within each category of foods, in mg per 100 g, 100 ml or 1 unit (basis): low_mg
-- and high_mg are the 10th and 90th percentile of its foods known values; NULL where those are less
-- than 20. It goes through all foods.
CREATE VIEW magnesium_category AS
SELECT v.category_id, c.description AS category, v.basis, v.foods,
       sum(v.amount * v.low_weight) AS low_mg, sum(v.amount * v.high_weight) AS high_mg
FROM category_value v
JOIN food_category c ON c.category_id = v.category_id
WHERE v.nutrient_id = 1090
GROUP BY v.category_id, v.basis;
