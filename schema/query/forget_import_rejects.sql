DELETE FROM import_reject WHERE import_id = :id;
