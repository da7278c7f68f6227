-- A food for a survey food code that the FNDDS at hand has not; nothing is known of it.
INSERT INTO food (food_id, source_id, source_key, lasting_key, description, import_id)
VALUES (:food, :source, CAST(:code AS TEXT), 'code:' || :code, :description, :import);
