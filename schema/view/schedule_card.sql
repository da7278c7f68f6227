-- A scheduled dose as it is shown, with the magnesium (mg) of a day of it. NULL = unknown; to_day NULL =
-- open.
CREATE VIEW schedule_card AS
SELECT s.schedule_id, p.name AS person, s.food_id, f.description, f.kind, s.from_day, s.to_day,
       coalesce(s.measure_amount, s.amount) AS amount, coalesce(s.measure, f.basis) AS measure, s.note,
       s.amount AS basis_amount, f.basis,
       (SELECT v.value FROM schedule_value v
        WHERE v.schedule_id = s.schedule_id AND v.nutrient_id = 1090) AS magnesium_mg, s.person_id
FROM schedule s
JOIN person p ON p.person_id = s.person_id
JOIN food f ON f.food_id = s.food_id;
