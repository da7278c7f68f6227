INSERT INTO import_reject (import_id, file, line, "column", value, reason)
SELECT :import, :file, f.c1, f.c2, f.c3, f.c4 FROM nutri_feed f;
