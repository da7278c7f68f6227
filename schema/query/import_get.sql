SELECT * FROM import_card WHERE import_id = :import;
