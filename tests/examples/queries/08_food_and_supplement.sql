-- What came from food and what from supplements and medicines, and which part does the UL count?
-- Trap: the US upper level (350 mg) counts supplements and medicines only, never food; the European
-- one (250 mg) leaves out what is in food by nature. A total over the UL says nothing by itself.
SELECT m.day, round(m.food_mg) AS food_mg, round(m.supplement_mg) AS supplement_mg,
       round(m.medicine_mg) AS medicine_mg, n.upper_limit AS ul_mg, n.upper_scope AS ul_counts,
       iif(n.upper_scope = 'all', round(m.total_mg), round(m.supplement_mg + m.medicine_mg)) AS counted_mg,
       m.unknown_entries
FROM magnesium_by_day m
JOIN nutrient_need n ON n.person = m.person AND n.day = m.day AND n.nutrient_id = 1090
WHERE m.person = 'bob' AND m.day BETWEEN '2026-11-01' AND '2026-11-30'
ORDER BY m.day;
