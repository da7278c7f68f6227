-- One row per entry and nutrient: what the entry brought of it, in the nutrient's unit. A value
-- recorded with the entry wins over the food's; NULL = unknown, as is a doubtful zero. Energy (1008)
-- falls back to Atwater general (2047), then specific (2048) factors; they are never added.
CREATE VIEW intake_value AS
SELECT i.intake_id, i.person_id, i.day, i.time, i.meal, i.food_id, f.description, f.category_id,
       f.kind, f.basis, i.amount, n.nutrient_id,
       coalesce(
         (SELECT r.amount FROM intake_nutrient r
          WHERE r.intake_id = i.intake_id AND r.nutrient_id = n.nutrient_id),
         i.amount * coalesce(
           (SELECT v.amount FROM food_nutrient v
            WHERE v.food_id = i.food_id AND v.nutrient_id = n.nutrient_id
              AND v.mark IS NOT 'doubtful'),
           CASE n.nutrient_id WHEN 1008 THEN coalesce(
             (SELECT v.amount FROM food_nutrient v
              WHERE v.food_id = i.food_id AND v.nutrient_id = 2047),
             (SELECT v.amount FROM food_nutrient v
              WHERE v.food_id = i.food_id AND v.nutrient_id = 2048)) END) / f.per) AS value
FROM intake i
JOIN food f ON f.food_id = i.food_id
CROSS JOIN nutrient n;
