-- How many values were recorded with the entries of a day, and their sum over all nutrients.
SELECT count(*), coalesce(sum(n.amount), 0)
FROM intake i
JOIN intake_nutrient n ON n.intake_id = i.intake_id
WHERE i.person_id = :person AND i.day = :day;
