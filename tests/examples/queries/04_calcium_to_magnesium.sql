-- How much calcium (1087) for each mg of magnesium (1090), day by day and over the days that count?
-- Trap: the ratio of the means, not the mean of the ratios, which a poor day would rule. With an
-- unknown entry in either the ratio is off in an unknown direction: such days are left out.
WITH day AS (
  SELECT c.day, c.total AS calcium_mg, m.total_mg AS magnesium_mg
  FROM nutrient_by_day c
  JOIN magnesium_by_day m ON m.person = c.person AND m.day = c.day
  JOIN day_quality q ON q.person = c.person AND q.day = c.day
  WHERE c.person = 'ann' AND c.nutrient_id = 1087
    AND c.day BETWEEN '2026-11-01' AND '2026-11-30'
    AND q.is_counted AND c.unknown_entries = 0 AND m.unknown_entries = 0
)
SELECT day, round(calcium_mg) AS calcium_mg, round(magnesium_mg) AS magnesium_mg,
       round(calcium_mg / magnesium_mg, 2) AS ratio
FROM day
UNION ALL
SELECT 'mean of ' || count(*), round(avg(calcium_mg)), round(avg(magnesium_mg)),
       round(sum(calcium_mg) / sum(magnesium_mg), 2)
FROM day
ORDER BY day;
