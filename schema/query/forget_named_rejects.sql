-- Rejected rows of diaries with a person's name in them, or in the name of their file.
DELETE FROM import_reject
WHERE instr(lower(file), lower(:name)) > 0
   OR (instr(lower(coalesce(value, '') || ' ' || reason), lower(:name)) > 0
       AND import_id IN (SELECT i.import_id FROM import i WHERE i.format = 'diary'));
