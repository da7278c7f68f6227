-- A person's day in magnesium, mg of elemental magnesium: nutrient_by_day for nutrient 1090, whose
-- totals are always kept (intake_day_total).
CREATE VIEW magnesium_by_day AS
SELECT p.name AS person, t.day, t.food AS food_mg, t.supplement AS supplement_mg,
       t.medicine AS medicine_mg, t.total AS total_mg, t.kcal, t.entries, t.unknown_entries,
       t.known_share, d.completeness, t.day >= '0002-01-01' AS dated
FROM person p
CROSS JOIN intake_day_kept t ON t.person_id = p.person_id AND t.nutrient_id = 1090
LEFT JOIN intake_day d ON d.person_id = t.person_id AND d.day = t.day;
