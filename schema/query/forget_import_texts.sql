-- The columns of an import that say where it came from.
SELECT c.name FROM pragma_table_info('import') c WHERE c.name IN ('path', 'found');
