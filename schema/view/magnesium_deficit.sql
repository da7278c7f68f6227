-- A person's day in magnesium against what the person needs, mg: nutrient_deficit for nutrient 1090.
CREATE VIEW magnesium_deficit AS
SELECT t.person, t.day, t.total AS total_mg, t.target AS target_mg, t.target_kind,
       t.average_requirement AS ear_mg, t.authority, t.balance AS balance_mg,
       t.deficit AS deficit_mg, t.percent, t.unknown_entries
FROM nutrient_deficit t
WHERE t.nutrient_id = 1090;
