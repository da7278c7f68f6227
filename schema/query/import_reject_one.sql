-- One rejected row of a diary, with its person where that is known.
INSERT INTO import_reject (import_id, file, line, "column", value, reason, person_id)
VALUES (:import, :file, :line, :column, :value, :reason, :person);
