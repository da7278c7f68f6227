-- A person's day in magnesium, mg of elemental magnesium: nutrient_by_day for nutrient 1090.
CREATE VIEW magnesium_by_day AS
SELECT t.person, t.day, t.food AS food_mg, t.supplement AS supplement_mg, t.medicine AS medicine_mg,
       t.total AS total_mg, t.kcal, t.entries, t.unknown_entries, t.known_share, t.completeness,
       t.dated
FROM nutrient_by_day t
WHERE t.nutrient_id = 1090;
