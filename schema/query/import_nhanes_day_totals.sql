-- The recorded totals of a day.
SELECT n.nutrient_id, n.amount
FROM intake_day_nutrient n
WHERE n.person_id = :person AND n.day = :day
ORDER BY n.nutrient_id;
