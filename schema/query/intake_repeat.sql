-- Repeats one entry on another day, without its time and note; of one's own foods the newest version.
INSERT INTO intake (person_id, day, meal, food_id, amount, measure_amount, measure)
SELECT i.person_id, :day, i.meal, n.now_id, i.amount, i.measure_amount, i.measure
FROM intake i
JOIN food_now n ON n.food_id = i.food_id
WHERE i.intake_id = :intake;
