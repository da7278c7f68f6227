-- On which days was ann's magnesium under the EAR, among the days that count?
-- Trap: one day under the EAR is no deficiency; intake varies, and the EAR is held against the usual
-- intake. A day with unknown entries is a lower bound: it may have reached the EAR all the same.
SELECT d.day, round(d.total_mg) AS magnesium_mg, d.ear_mg, round(d.ear_mg - d.total_mg) AS under_ear_mg,
       iif(d.unknown_entries > 0, 'at least, may reach it', 'all known') AS total_is
FROM magnesium_deficit d
JOIN day_quality q ON q.person = d.person AND q.day = d.day
WHERE d.person = 'ann' AND d.day BETWEEN '2026-11-01' AND '2026-11-30'
  AND q.is_counted AND d.total_mg < d.ear_mg
ORDER BY d.day;
