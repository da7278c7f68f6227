SELECT l.stage, l.from_day, l.to_day FROM life_stage l
WHERE l.person_id = :person ORDER BY l.from_day, l.stage;
