-- Kept totals of days that are not what the day adds up to.
SELECT 'total of a day is not what is in it',
       t.person || ' ' || t.day || ': ' || t.nutrient || ' is kept as ' || coalesce(k.total, 'unknown')
         || ', its entries make ' || coalesce(t.total, 'unknown')
         || CASE WHEN k.total IS t.total THEN ' (another column differs)' ELSE '' END
         || '; INSERT INTO intake_day_anew SELECT * FROM intake_day_anew adds all days up again'
FROM tracked_nutrient n
CROSS JOIN nutrient_day_part t ON t.nutrient_id = n.nutrient_id
LEFT JOIN intake_day_kept k
  ON k.person_id = t.person_id AND k.day = t.day AND k.nutrient_id = t.nutrient_id
WHERE (k.recorded, k.food, k.supplement, k.medicine, k.total, k.kcal, k.entries, k.unknown_entries,
       k.unknown_nonfood, k.food_kcal, k.kcal_known, k.energy_unknown, k.grams, k.grams_known)
  IS NOT
      (t.recorded, t.food, t.supplement, t.medicine, t.total, t.kcal, t.entries, t.unknown_entries,
       t.unknown_nonfood, t.food_kcal, t.kcal_known, t.energy_unknown, t.grams, t.grams_known);
