-- Repeats a day's entries, all or one meal's, on another day; of one's own foods the newest version.
INSERT INTO intake (person_id, day, time, meal, food_id, amount, measure_amount, measure, note)
SELECT i.person_id, :to, i.time, i.meal, n.now_id, i.amount, i.measure_amount, i.measure, i.note
FROM intake i
JOIN food_now n ON n.food_id = i.food_id
WHERE i.person_id = :person AND i.day = :from AND (:meal IS NULL OR i.meal = :meal COLLATE NOCASE)
ORDER BY i.intake_id;
