-- The diary entries it brought.
DELETE FROM intake WHERE import_id = :import;
