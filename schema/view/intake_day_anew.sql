-- The days whose totals are kept, a row per tracked nutrient (intake_day_total). INSERT of one adds it
-- up again.
CREATE VIEW intake_day_anew AS
SELECT d.person_id, d.day, t.nutrient_id
FROM intake_day d
CROSS JOIN tracked_nutrient t;
