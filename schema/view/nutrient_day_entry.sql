-- What a day's total is made of, one row per entry or scheduled dose, day and nutrient: the value and
-- the energy (kcal) it brought, each with its bound_share (intake_value), and its grams where known
-- shares are by weight (NULL: a beverage). What intake_day_total is added up from, in this order.
CREATE VIEW nutrient_day_entry AS
SELECT v.person_id, v.day, v.nutrient_id, v.kind, v.kind = 'food' AS is_food, v.value, v.bound_share,
       e.value AS kcal, e.bound_share AS kcal_bound_share,
       CASE WHEN c.is_beverage IS NOT 1 THEN v.amount * v.weight END AS grams
FROM intake_value v
CROSS JOIN intake_value e ON e.intake_id = v.intake_id AND e.nutrient_id = 1008
LEFT JOIN food_category c ON c.category_id = v.category_id
UNION ALL
SELECT v.person_id, d.day, v.nutrient_id, v.kind, v.kind = 'food', v.value, v.bound_share,
       e.value, e.bound_share, CASE WHEN c.is_beverage IS NOT 1 THEN v.amount * v.weight END
FROM intake_day d
CROSS JOIN schedule_value v ON v.person_id = d.person_id AND d.day BETWEEN v.from_day AND v.to_day
CROSS JOIN schedule_value e ON e.schedule_id = v.schedule_id AND e.nutrient_id = 1008
LEFT JOIN food_category c ON c.category_id = v.category_id;
