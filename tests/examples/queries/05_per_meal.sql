-- Which meals bring ann's magnesium, in mg a day?
-- Trap: divided by all days that count, not by the days on which the meal was eaten, so that the meals
-- add up to the day's mean (doses of a schedule belong to no meal). Entries without a meal have a row.
WITH counted AS MATERIALIZED (
  SELECT day FROM day_quality
  WHERE person = 'ann' AND day BETWEEN '2026-11-01' AND '2026-11-30' AND is_counted
)
SELECT coalesce(v.meal, 'no meal given') AS meal, count(DISTINCT v.day) AS days_eaten,
       round(sum(v.value) / (SELECT count(*) FROM counted), 1) AS magnesium_mg_a_day,
       sum(v.value IS NULL OR v.bound_share IS NOT NULL) AS unknown_entries
FROM person p
CROSS JOIN intake_value v ON v.person_id = p.person_id
WHERE p.name = 'ann' AND v.day BETWEEN '2026-11-01' AND '2026-11-30'
  AND v.day IN (SELECT day FROM counted) AND v.nutrient_id = 1090
GROUP BY 1
ORDER BY sum(v.value) DESC;
