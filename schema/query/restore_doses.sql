-- A person's scheduled doses of a food.
SELECT s.schedule_id FROM schedule s WHERE s.person_id = :person AND s.food_id = :food;
