-- A food's measures in one line, for a message.
SELECT group_concat(m.measure || ' (' || round(m.grams, 1) || ' ' || f.basis || ')', ', ')
FROM food_measure m
JOIN food f ON f.food_id = m.food_id
WHERE m.food_id = :food;
