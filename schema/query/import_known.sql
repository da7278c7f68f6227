SELECT 1 FROM import i WHERE i.import_id = :import;
