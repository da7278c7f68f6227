-- The diary, to read and to write: amount and unit as typed. INSERT takes a person's name, a day, a
-- food by name, number or key (ndb:11457), an amount and a unit: g, oz, or a measure of the food
-- (ask food_measure); without a unit the amount counts what one counts (eggs, slices). DELETE removes an entry.
CREATE VIEW diary AS
SELECT i.intake_id AS entry_id, p.name AS person, i.day, i.time, i.meal, f.description AS food,
       coalesce(i.measure_amount, i.amount) AS amount, coalesce(i.measure, f.basis) AS unit, i.note
FROM intake i
JOIN person p ON p.person_id = i.person_id
JOIN food f ON f.food_id = i.food_id;
