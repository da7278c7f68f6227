DELETE FROM food WHERE import_id = :import;
