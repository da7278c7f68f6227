-- An import goes by being undone (nutri import undo), not by deleting its row: what it brought would
-- belong to none. Its records go with it, in the plain shell too.
CREATE TRIGGER import_left_nothing BEFORE DELETE ON import
WHEN EXISTS (SELECT 1 FROM food f WHERE f.import_id = OLD.import_id)
  OR EXISTS (SELECT 1 FROM intake i WHERE i.import_id = OLD.import_id)
  OR EXISTS (SELECT 1 FROM survey v WHERE v.import_id = OLD.import_id)
BEGIN
  SELECT RAISE(ABORT, 'import: what it brought is still there; nutri import undo takes it back');
END;
CREATE TRIGGER import_takes_all_along AFTER DELETE ON import
BEGIN
  DELETE FROM import_source WHERE import_id = OLD.import_id;
  DELETE FROM import_file WHERE import_id = OLD.import_id;
  DELETE FROM import_reject WHERE import_id = OLD.import_id;
  DELETE FROM food_nutrient_change WHERE import_id = OLD.import_id;
  DELETE FROM food_portion_change WHERE import_id = OLD.import_id;
  DELETE FROM row_change WHERE import_id = OLD.import_id;
END;
