SELECT * FROM import_card ORDER BY import_id DESC;
