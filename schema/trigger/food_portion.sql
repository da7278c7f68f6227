-- What an import changes in the measures of foods that were there before it: what it brings with its
-- own foods goes with them.
CREATE TRIGGER import_adds_portion AFTER INSERT ON food_portion
WHEN EXISTS (
  SELECT 1 FROM import i
  WHERE i.running = 1
    AND i.import_id IS NOT (SELECT f.import_id FROM food f WHERE f.food_id = NEW.food_id))
BEGIN
  INSERT INTO food_portion_change (import_id, food_id, portion_no, new_measure, new_grams,
                                   new_is_usual)
  SELECT i.import_id, NEW.food_id, NEW.portion_no, NEW.measure, NEW.grams, NEW.is_usual
  FROM import i WHERE i.running = 1;
END;
CREATE TRIGGER import_changes_portion AFTER UPDATE ON food_portion
WHEN EXISTS (
  SELECT 1 FROM import i
  WHERE i.running = 1
    AND i.import_id IS NOT (SELECT f.import_id FROM food f WHERE f.food_id = OLD.food_id))
BEGIN
  INSERT INTO food_portion_change (import_id, food_id, portion_no, old_measure, old_grams,
                                   old_is_usual, new_measure, new_grams, new_is_usual)
  SELECT i.import_id, OLD.food_id, OLD.portion_no, OLD.measure, OLD.grams, OLD.is_usual,
         NEW.measure, NEW.grams, NEW.is_usual
  FROM import i WHERE i.running = 1;
END;
CREATE TRIGGER import_removes_portion AFTER DELETE ON food_portion
WHEN EXISTS (
  SELECT 1 FROM import i
  WHERE i.running = 1
    AND i.import_id IS NOT (SELECT f.import_id FROM food f WHERE f.food_id = OLD.food_id))
BEGIN
  INSERT INTO food_portion_change (import_id, food_id, portion_no, old_measure, old_grams,
                                   old_is_usual)
  SELECT i.import_id, OLD.food_id, OLD.portion_no, OLD.measure, OLD.grams, OLD.is_usual
  FROM import i WHERE i.running = 1;
END;
