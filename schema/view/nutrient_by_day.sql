-- A person's day in one nutrient, in its unit: what food (with drink), supplements and medicines
-- brought. unknown_entries above 0 make the total a lower bound; known_share (0 to 1) says how much
-- of the day is known. kcal is the day's energy. dated is 0 for undated recalls (day 0001-01-01 ...).
CREATE VIEW nutrient_by_day AS
SELECT t.person, t.day, t.nutrient_id, t.nutrient, t.unit, t.food, t.supplement, t.medicine, t.total,
       t.kcal, t.entries, t.unknown_entries, t.known_share, t.completeness, t.dated
FROM nutrient_day t;
