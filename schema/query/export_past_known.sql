-- Whether there has been an import of this number or a later one; 0 is before the first.
SELECT 1 WHERE :import = 0 OR :import BETWEEN 1 AND (SELECT max(i.import_id) FROM import i);
