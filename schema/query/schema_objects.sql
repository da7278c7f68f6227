-- How everything in the file was made, its name and the table it is of, but for what SQLite makes itself.
-- A blob is read as SQLite does.
SELECT sql, name, tbl_name FROM main.sqlite_schema WHERE sql IS NOT NULL;
