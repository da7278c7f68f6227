-- What a person of NHANES ate on a day: food code, grams, meal.
SELECT CAST(substr(f.lasting_key, 6) AS INTEGER), i.amount, i.meal
FROM intake i
JOIN food f ON f.food_id = i.food_id
WHERE i.person_id = :person AND i.day = :day;
