-- The days of the diary on which a food was eaten, or was scheduled: what a change of the food moves.
-- A row per entry and dose. INSERT of a food_id adds its days up again (intake_day_total).
CREATE VIEW food_day AS
SELECT i.food_id, i.person_id, i.day
FROM intake i
UNION ALL
SELECT s.food_id, d.person_id, d.day
FROM schedule s
CROSS JOIN intake_day d
  ON d.person_id = s.person_id AND d.day BETWEEN s.from_day AND coalesce(s.to_day, '9999-12-31');
