-- One row per scheduled dose and nutrient: the parts that a day of it adds to a total, named as in
-- nutrient_day_part. value is in the nutrient's unit, NULL = unknown; known is 1, a share where value
-- is a lower bound, or 0. kcal: its energy. grams: of a food that is no beverage.
CREATE VIEW schedule_part AS
SELECT v.schedule_id, v.person_id, v.from_day, v.to_day, v.food_id, v.description, v.category_id,
       v.kind, v.amount, v.basis, v.nutrient_id, v.value,
       CASE WHEN v.value IS NULL THEN 0.0 ELSE coalesce(v.bound_share, 1.0) END AS known,
       CAST(v.bound_share AS REAL) AS bound_share,
       v.value IS NULL OR v.bound_share IS NOT NULL AS is_unknown,
       e.value AS kcal, e.value IS NULL OR e.bound_share IS NOT NULL AS is_energy_unknown,
       CASE WHEN v.kind = 'food' AND c.is_beverage IS NOT 1 THEN v.amount * v.weight END AS grams
FROM schedule_value v
JOIN schedule_value e ON e.schedule_id = v.schedule_id AND e.nutrient_id = 1008
LEFT JOIN food_category c ON c.category_id = v.category_id;
