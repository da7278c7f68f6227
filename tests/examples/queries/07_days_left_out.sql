-- Which days enter no mean, and why?
-- Trap: a day that was half written down looks like a day of little magnesium. An unmarked day counts
-- when its energy is that of a whole day. If it is all that was eaten, mark it:
-- UPDATE intake_day SET completeness = 'complete' WHERE person_id = ... AND day = ...
SELECT q.day, q.status, round(q.kcal) AS kcal, q.kcal_low, q.kcal_high, q.entries,
       round(m.total_mg) AS magnesium_mg
FROM day_quality q
JOIN magnesium_by_day m ON m.person = q.person AND m.day = q.day
WHERE q.person = 'ann' AND q.day BETWEEN '2026-11-01' AND '2026-11-30' AND NOT q.is_counted
ORDER BY q.day;
