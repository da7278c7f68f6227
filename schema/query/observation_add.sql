INSERT INTO observation (person_id, day, what, value, unit, note)
VALUES (:person, :day, :what, :value, :unit, :note);
