-- How everything in the file was made, but for what SQLite makes itself. A blob is read as SQLite does.
SELECT sql FROM main.sqlite_schema WHERE sql IS NOT NULL;
