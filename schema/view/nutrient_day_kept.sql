-- nutrient_day_part, taken from intake_day_total where the nutrient is tracked: the parts are added up
-- only where they are not kept.
CREATE VIEW nutrient_day_kept AS
SELECT t.person_id, t.person, t.sex, t.day, t.completeness, t.recall_no,
       t.nutrient_id, t.nutrient, t.unit,
       CASE WHEN k.entries IS NULL THEN t.recorded ELSE k.recorded END AS recorded,
       CASE WHEN k.entries IS NULL THEN t.food ELSE k.food END AS food,
       CASE WHEN k.entries IS NULL THEN t.supplement ELSE k.supplement END AS supplement,
       CASE WHEN k.entries IS NULL THEN t.medicine ELSE k.medicine END AS medicine,
       CASE WHEN k.entries IS NULL THEN t.total ELSE k.total END AS total,
       CASE WHEN k.entries IS NULL THEN t.kcal ELSE k.kcal END AS kcal,
       CASE WHEN k.entries IS NULL THEN t.entries ELSE k.entries END AS entries,
       CASE WHEN k.entries IS NULL THEN t.unknown_entries ELSE k.unknown_entries END AS unknown_entries,
       CASE WHEN k.entries IS NULL THEN t.unknown_nonfood ELSE k.unknown_nonfood END AS unknown_nonfood,
       CASE WHEN k.entries IS NULL THEN t.food_kcal ELSE k.food_kcal END AS food_kcal,
       CASE WHEN k.entries IS NULL THEN t.kcal_known ELSE k.kcal_known END AS kcal_known,
       CASE WHEN k.entries IS NULL THEN t.energy_unknown ELSE k.energy_unknown END AS energy_unknown,
       CASE WHEN k.entries IS NULL THEN t.grams ELSE k.grams END AS grams,
       CASE WHEN k.entries IS NULL THEN t.grams_known ELSE k.grams_known END AS grams_known
FROM nutrient_day_part t
LEFT JOIN intake_day_kept k
  ON k.person_id = t.person_id AND k.day = t.day AND k.nutrient_id = t.nutrient_id;
