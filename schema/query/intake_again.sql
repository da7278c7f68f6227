INSERT INTO intake (person_id, day, time, meal, food_id, amount, measure_amount, measure, note)
SELECT i.person_id, :to, i.time, i.meal, i.food_id, i.amount, i.measure_amount, i.measure, i.note
FROM intake i
WHERE i.person_id = :person AND i.day = :from
ORDER BY i.intake_id;
