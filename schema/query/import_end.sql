-- The counts of an import, and its end. What is counted is what was written down while it ran.
UPDATE import SET
  (rows_read, rows_stored, rows_unchanged, rows_rejected) = (
    SELECT sum(f.rows_read), sum(f.rows_stored), sum(f.rows_unchanged), sum(f.rows_rejected)
    FROM import_file f WHERE f.import_id = :import),
  foods_new = (SELECT count(*) FROM food f WHERE f.import_id = :import),
  foods_changed = (
    SELECT count(*)
    FROM (SELECT c.food_id FROM food_change c
          WHERE c.import_id = :import AND c."column" <> 'last_seen_import'
          UNION SELECT p.food_id FROM food_portion_change p WHERE p.import_id = :import
          UNION SELECT v.food_id FROM import_value_change v WHERE v.import_id = :import)),
  foods_vanished = (
    SELECT count(*) FROM food_change c
    WHERE c.import_id = :import AND c."column" = 'last_seen_import' AND c.new IS NOT NULL),
  (values_new, values_changed, values_vanished) = (
    SELECT coalesce(sum(v.what = 'new'), 0), coalesce(sum(v.what = 'changed'), 0),
           coalesce(sum(v.what = 'vanished'), 0)
    FROM import_value_change v WHERE v.import_id = :import),
  partial = coalesce(:partial, 0), running = NULL
WHERE import_id = :import;
