-- Which foods are rich in magnesium per usual portion and were not eaten by ann this month?
-- Trap: per 100 g the list would be spices, bran and cocoa powder. So it is per usual portion, in the
-- form one eats (food_form.eaten: 0 and 1). A food without a usual portion is left out, not poor.
SELECT m.description AS food, u.measure, u.grams, round(m.magnesium_mg * u.grams / 100) AS magnesium_mg
FROM food_magnesium m
JOIN food_usual_portion u ON u.food_id = m.food_id
JOIN food_form f ON f.food_id = m.food_id
WHERE m.source = 'nutri starter' AND m.kind = 'food' AND m.basis = 'g' AND f.eaten <= 1
  AND m.food_id NOT IN (
    SELECT i.food_id FROM person p
    CROSS JOIN intake i ON i.person_id = p.person_id
    WHERE p.name = 'ann' AND i.day BETWEEN '2026-11-01' AND '2026-11-30')
ORDER BY m.magnesium_mg * u.grams DESC
LIMIT 10;
