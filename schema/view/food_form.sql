-- How near a food is to the form one eats it in. eaten: 0 as eaten, 1 nearly (canned, frozen), 2 raw
-- where it is eaten cooked, 3 dry, powder or flour where it is not eaten so, and herbs and spices.
-- tie: the same for foods that are one food; is_full: it has magnesium, energy and portions.
CREATE VIEW food_form AS
SELECT f.food_id,
       CASE f.category_id WHEN 2 THEN 3 ELSE
         CASE coalesce(w.state, '')
           WHEN 'powder' THEN 3 WHEN 'flour' THEN 3
           WHEN 'dry' THEN CASE WHEN c.eaten_dry THEN 0 ELSE 3 END
           WHEN 'raw' THEN CASE WHEN c.eaten_cooked THEN 2 ELSE 0 END
           WHEN 'canned' THEN 1 WHEN 'frozen' THEN 1
           WHEN '' THEN CASE f.category_id WHEN 20 THEN 2 ELSE 0 END
           ELSE 0 END
       END AS eaten,
       coalesce((SELECT t.tie_id FROM food_same_as t WHERE t.food_id = f.food_id), -f.food_id) AS tie,
       EXISTS (SELECT 1 FROM food_nutrient v WHERE v.food_id = f.food_id AND v.nutrient_id = 1090)
         AND EXISTS (SELECT 1 FROM food_nutrient v WHERE v.food_id = f.food_id AND v.nutrient_id = 1008)
         AND EXISTS (SELECT 1 FROM food_portion p WHERE p.food_id = f.food_id) AS is_full,
       s.rank AS source_rank, f.replaced_by IS NOT NULL AS is_replaced
FROM food f
JOIN food_state w ON w.food_id = f.food_id
JOIN source s ON s.source_id = f.source_id
LEFT JOIN food_category c ON c.category_id = f.category_id;
