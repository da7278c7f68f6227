-- How dense in magnesium is what ann eats: mg from food per 1,000 kcal?
-- Trap: a day of little food can still be dense, and the other way round, so the day's mg stand beside
-- it. Supplements have no energy and are left out. Where an entry lacks its energy or its magnesium the
-- density cannot be told and is NULL.
SELECT m.day, round(m.kcal) AS kcal, round(m.food_mg) AS food_mg,
       iif(m.unknown_entries = 0 AND q.entries_without_energy = 0,
           round(1000 * m.food_mg / m.kcal), NULL) AS mg_per_1000_kcal
FROM magnesium_by_day m
JOIN day_quality q ON q.person = m.person AND q.day = m.day
WHERE m.person = 'ann' AND m.day BETWEEN '2026-11-01' AND '2026-11-30' AND q.is_counted
ORDER BY mg_per_1000_kcal DESC, m.day;
