-- Fails where the index is missing or this SQLite has no FTS5.
SELECT rowid FROM food_search LIMIT 0;
