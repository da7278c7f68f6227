INSERT INTO life_stage (person_id, stage, from_day, to_day) VALUES (:person, :stage, :from, :to);
