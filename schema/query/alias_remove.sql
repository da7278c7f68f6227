DELETE FROM food_alias WHERE person_id = :person AND text = trim(:text);
