-- What a value was before it changed. There is no trigger on INSERT: it would make every import write
-- its rows to a temporary table first. A value that moved to another food or nutrient would leave no
-- trace here: it is refused. Of a food that the running import brought, or that an undo takes back,
-- nothing is written; a mark alone only where an import changed it.
CREATE TRIGGER food_nutrient_is_changed AFTER UPDATE OF amount, mark ON food_nutrient
WHEN (OLD.amount IS NOT NEW.amount
      OR (OLD.mark IS NOT NEW.mark AND EXISTS (SELECT 1 FROM import i WHERE i.running = 1)))
  AND NOT EXISTS (
    SELECT 1 FROM import i
    WHERE i.running = 2
       OR (i.running = 1
           AND i.import_id = (SELECT f.import_id FROM food f WHERE f.food_id = OLD.food_id)))
BEGIN
  INSERT INTO food_nutrient_change (import_id, food_id, nutrient_id, old_amount, new_amount,
                                    old_mark, new_mark)
  VALUES ((SELECT i.import_id FROM import i WHERE i.running = 1),
          OLD.food_id, OLD.nutrient_id, OLD.amount, NEW.amount, OLD.mark, NEW.mark);
END;
CREATE TRIGGER food_nutrient_is_deleted AFTER DELETE ON food_nutrient
WHEN NOT EXISTS (
  SELECT 1 FROM import i
  WHERE i.running = 2
     OR (i.running = 1
         AND i.import_id = (SELECT f.import_id FROM food f WHERE f.food_id = OLD.food_id)))
BEGIN
  INSERT INTO food_nutrient_change (import_id, food_id, nutrient_id, old_amount, new_amount, old_mark)
  VALUES ((SELECT i.import_id FROM import i WHERE i.running = 1),
          OLD.food_id, OLD.nutrient_id, OLD.amount, NULL, OLD.mark);
END;
CREATE TRIGGER food_nutrient_keeps_its_key BEFORE UPDATE OF food_id, nutrient_id ON food_nutrient
WHEN NEW.food_id IS NOT OLD.food_id OR NEW.nutrient_id IS NOT OLD.nutrient_id
BEGIN
  SELECT RAISE(ABORT, 'food_nutrient: delete the value and insert it where it belongs');
END;
