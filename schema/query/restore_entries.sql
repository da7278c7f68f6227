-- A person's entries of a food.
SELECT i.intake_id FROM intake i WHERE i.person_id = :person AND i.food_id = :food;
