-- What a person's magnesium totals do not know, entry by entry (unknown_entry), with an estimate in mg
-- for the entry: low_mg and high_mg are the 10th and 90th percentile of its category, resting on foods
-- known values; NULL = none is made (no category, or less than 20 known). An estimate, never a bound.
CREATE VIEW magnesium_unknown AS
SELECT e.person, e.day, e.entry_id, e.food_id, e.description, c.description AS category, e.kind,
       e.amount, e.basis, s.foods, e.amount * s.low_mg / e.per AS low_mg,
       e.amount * s.high_mg / e.per AS high_mg
FROM unknown_entry e
LEFT JOIN food_category c ON c.category_id = e.category_id
LEFT JOIN magnesium_category s
  ON s.category_id = e.category_id AND s.basis = e.basis AND e.kind = 'food'
  AND e.known_share IS NULL
WHERE e.nutrient_id = 1090;
