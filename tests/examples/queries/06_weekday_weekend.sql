-- Is the weekend different from the week?
-- Trap: two or three days are an anecdote, so the days stand beside each mean. Saturday and Sunday are
-- the weekend here; the usual-intake models of `nutri group` count Friday to it, as surveys do.
SELECT iif(strftime('%w', d.day) IN ('0', '6'), 'weekend', 'weekday') AS part, count(*) AS days,
       round(avg(d.total_mg)) AS mean_mg, round(min(d.total_mg)) AS least_mg,
       round(max(d.total_mg)) AS most_mg, round(avg(d.kcal)) AS mean_kcal,
       sum(d.unknown_entries) AS unknown_entries
FROM magnesium_by_day d
JOIN day_quality q ON q.person = d.person AND q.day = d.day
WHERE d.person = 'ann' AND d.day BETWEEN '2026-11-01' AND '2026-11-30' AND d.dated AND q.is_counted
GROUP BY part
ORDER BY part;
