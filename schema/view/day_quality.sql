-- How fully each day of a person's diary is recorded, and whether it enters a mean: completeness is the
-- mark (complete, partial, not tracked, NULL), status what follows from it and from the day's kcal,
-- is_counted 1 for days that enter a mean. kcal_low to kcal_high is what counts without a mark
-- (plausible_energy). entries_without_energy above 0: kcal is a lower bound. dated is 0 for undated
-- recalls. Views know no today: a day that is not over counts by its energy like any other.
CREATE VIEW day_quality AS
SELECT t.person, t.day, t.completeness, t.status, t.is_counted, t.kcal, e.kcal_low, e.kcal_high,
       t.entries, t.unknown_entries AS entries_without_energy, t.dated
FROM nutrient_day t
LEFT JOIN plausible_energy e ON e.sex IS t.sex
WHERE t.nutrient_id = 1008;
