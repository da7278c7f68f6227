-- How the persons it brought were drawn.
DELETE FROM survey WHERE import_id = :import;
