DELETE FROM life_stage
WHERE person_id = :person AND stage = :stage AND from_day = :from;
