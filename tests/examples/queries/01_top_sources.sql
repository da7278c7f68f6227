-- Which foods brought most of ann's magnesium this month?
-- Trap: a food of unknown magnesium brings NULL, not 0, and would be missing here without a word.
-- So such foods come first, with no figure; the shares are of what is known.
SELECT description AS food, count(*) AS times, round(sum(amount)) AS eaten, basis,
       round(sum(magnesium_mg)) AS magnesium_mg,
       round(100.0 * sum(magnesium_mg) / sum(sum(magnesium_mg)) OVER (), 1) AS percent_of_known
FROM magnesium_source
WHERE person = 'ann' AND day BETWEEN '2026-11-01' AND '2026-11-30'
GROUP BY food_id, description, basis
ORDER BY sum(magnesium_mg) IS NULL DESC, sum(magnesium_mg) DESC
LIMIT 10;
