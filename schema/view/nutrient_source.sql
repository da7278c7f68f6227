-- Which entries brought a nutrient on a day, one row per entry or scheduled dose, in the nutrient's
-- unit; NULL = unknown. share (0 to 1) is of the day's known total. at_least 1: the value is a lower
-- bound, of a dish with unknown ingredients.
-- CROSS JOIN keeps the order, so that a filter on person or day reaches the indexes.
CREATE VIEW nutrient_source AS
SELECT p.name AS person, v.day, v.nutrient_id, v.food_id, v.description, v.amount, v.basis, v.value,
       v.value / nullif((SELECT t.total FROM nutrient_day_sum t
                         WHERE t.person_id = v.person_id AND t.day = v.day
                           AND t.nutrient_id = v.nutrient_id), 0.0) AS share,
       v.bound_share IS NOT NULL AS at_least
FROM person p
CROSS JOIN intake_value v ON v.person_id = p.person_id
UNION ALL
SELECT p.name, d.day, v.nutrient_id, v.food_id, v.description, v.amount, v.basis, v.value,
       v.value / nullif((SELECT t.total FROM nutrient_day_sum t
                         WHERE t.person_id = d.person_id AND t.day = d.day
                           AND t.nutrient_id = v.nutrient_id), 0.0),
       v.bound_share IS NOT NULL
FROM person p
CROSS JOIN schedule_value v ON v.person_id = p.person_id
CROSS JOIN intake_day d
  ON d.person_id = p.person_id AND d.day BETWEEN v.from_day AND v.to_day;
