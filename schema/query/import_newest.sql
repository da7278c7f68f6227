SELECT max(i.import_id) FROM import i;
