-- What a value was before it changed. There is no trigger on INSERT: it would make every import write
-- its rows to a temporary table first. A value that moved to another food or nutrient would leave no
-- trace here: it is refused.
CREATE TRIGGER food_nutrient_is_changed AFTER UPDATE OF amount ON food_nutrient
WHEN OLD.amount IS NOT NEW.amount
BEGIN
  INSERT INTO food_nutrient_change (import_id, food_id, nutrient_id, old_amount, new_amount)
  VALUES ((SELECT i.import_id FROM import i WHERE i.running = 1),
          OLD.food_id, OLD.nutrient_id, OLD.amount, NEW.amount);
END;
CREATE TRIGGER food_nutrient_is_deleted AFTER DELETE ON food_nutrient
BEGIN
  INSERT INTO food_nutrient_change (import_id, food_id, nutrient_id, old_amount, new_amount)
  VALUES ((SELECT i.import_id FROM import i WHERE i.running = 1),
          OLD.food_id, OLD.nutrient_id, OLD.amount, NULL);
END;
CREATE TRIGGER food_nutrient_keeps_its_key BEFORE UPDATE OF food_id, nutrient_id ON food_nutrient
WHEN NEW.food_id IS NOT OLD.food_id OR NEW.nutrient_id IS NOT OLD.nutrient_id
BEGIN
  SELECT RAISE(ABORT, 'food_nutrient: delete the value and insert it where it belongs');
END;
