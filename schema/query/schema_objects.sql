-- How everything in the file was made, but for what SQLite makes itself.
SELECT sql FROM main.sqlite_schema WHERE typeof(sql) = 'text';
