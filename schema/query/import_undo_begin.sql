-- From here on nothing is written down.
UPDATE import SET running = 2 WHERE import_id = :import;
