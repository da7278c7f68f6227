-- One row per scheduled dose and nutrient: what one day's dose brings, in the nutrient's unit.
-- The dose is taken on every day from from_day to to_day (NULL = open). NULL value = unknown.
-- bound_share: as in intake_value.
CREATE VIEW schedule_value AS
SELECT s.schedule_id, s.person_id, s.from_day, coalesce(s.to_day, '9999-12-31') AS to_day,
       s.food_id, v.description, v.category_id, v.kind, v.basis, s.amount, v.nutrient_id,
       s.amount * v.amount / v.per AS value, v.bound_share, v.weight
FROM schedule s
JOIN food_value v ON v.food_id = s.food_id;
