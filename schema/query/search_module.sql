-- Whether this SQLite has FTS5: CREATE VIRTUAL TABLE is prepared without it, and fails when it runs.
SELECT 1 FROM pragma_module_list WHERE name = 'fts5';
