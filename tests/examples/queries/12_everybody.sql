-- How does everybody stand: the last four weeks of each person against what that person needs?
-- Trap: read days_counted and known_share first. No counted day is NULL, not 0 mg; a known_share below
-- 1 makes the mean a lower bound and the shortfall "at most". The weeks end at each one's last day.
SELECT p.name AS person, m.days_counted, m.days_unconfirmed, round(m.food_mg) AS food_mg,
       round(m.total_mg) AS total_mg, round(m.target_mg) AS target_mg, m.target_kind AS kind,
       round(m.shortfall_mg) AS shortfall_mg, round(m.known_share, 2) AS known_share
FROM person p
JOIN magnesium_mean m ON m.person = p.name
WHERE m.days = 28 AND p.name IN ('ann', 'bob')
ORDER BY p.name;
