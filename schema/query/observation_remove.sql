DELETE FROM observation WHERE observation_id = :observation;
