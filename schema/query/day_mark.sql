INSERT INTO intake_day (person_id, day, completeness) VALUES (:person, :day, :completeness)
ON CONFLICT (person_id, day) DO UPDATE SET completeness = excluded.completeness;
