-- Who ate something that has no magnesium value, and what was it?
-- Trap: the estimate is the 10th to 90th percentile of known foods of the same category. It says how
-- much the gap may matter; it is no bound, and no total includes it.
SELECT person, day, description AS food, amount, basis, round(low_mg) AS estimate_low_mg,
       round(high_mg) AS estimate_high_mg, foods AS from_foods
FROM magnesium_unknown
WHERE person IN ('ann', 'bob') AND day BETWEEN '2026-11-01' AND '2026-11-30'
ORDER BY person, day, food;
