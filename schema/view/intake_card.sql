-- An entry of the diary as it is shown, with its magnesium (mg) and energy (kcal). NULL = unknown.
-- magnesium_at_least 1: the magnesium is a lower bound, of a dish with unknown ingredients.
CREATE VIEW intake_card AS
SELECT i.intake_id, p.name AS person, i.day, i.time, i.meal, i.food_id,
       coalesce(i.measure_amount, i.amount) AS amount, coalesce(i.measure, f.basis) AS measure,
       i.note, f.description, i.amount AS basis_amount, f.basis,
       (SELECT v.value FROM intake_value v
        WHERE v.intake_id = i.intake_id AND v.nutrient_id = 1090) AS magnesium_mg,
       (SELECT v.value FROM intake_value v
        WHERE v.intake_id = i.intake_id AND v.nutrient_id = 1008) AS energy_kcal,
       i.person_id,
       (SELECT v.bound_share IS NOT NULL FROM intake_value v
        WHERE v.intake_id = i.intake_id AND v.nutrient_id = 1090) AS magnesium_at_least
FROM intake i
JOIN person p ON p.person_id = i.person_id
JOIN food f ON f.food_id = i.food_id;
