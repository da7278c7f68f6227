-- How many diary entries and persons it brought.
SELECT (SELECT count(*) FROM intake i WHERE i.import_id = :import),
       (SELECT count(*) FROM survey v WHERE v.import_id = :import);
