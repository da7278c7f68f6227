-- One row per scheduled dose and nutrient: what one day's dose brings, in the nutrient's unit.
-- The dose is taken on every day from from_day to to_day (NULL = open). NULL value = unknown.
CREATE VIEW schedule_value AS
SELECT s.schedule_id, s.person_id, s.from_day, coalesce(s.to_day, '9999-12-31') AS to_day,
       s.food_id, f.description, f.category_id, f.kind, f.basis, s.amount, n.nutrient_id,
       s.amount * coalesce(
         (SELECT v.amount FROM food_nutrient v
          WHERE v.food_id = s.food_id AND v.nutrient_id = n.nutrient_id
            AND v.mark IS NOT 'doubtful'),
         CASE n.nutrient_id WHEN 1008 THEN coalesce(
           (SELECT v.amount FROM food_nutrient v
            WHERE v.food_id = s.food_id AND v.nutrient_id = 2047),
           (SELECT v.amount FROM food_nutrient v
            WHERE v.food_id = s.food_id AND v.nutrient_id = 2048)) END) / f.per AS value
FROM schedule s
JOIN food f ON f.food_id = s.food_id
CROSS JOIN nutrient n;
