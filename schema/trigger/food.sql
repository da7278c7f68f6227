-- Foods that stand in a diary stay; the search index is told of every change (it is no part of this
-- schema: the library builds it, see search_dirty).
CREATE TRIGGER food_is_not_displaced BEFORE INSERT ON food
WHEN EXISTS (SELECT 1 FROM food f
             WHERE f.source_id = NEW.source_id AND f.source_key = NEW.source_key
               AND f.food_id <> NEW.food_id)
BEGIN
  SELECT RAISE(ABORT, 'food: the source has another food under this key (ask the table food)');
END;
CREATE TRIGGER food_does_not_displace BEFORE UPDATE OF source_id, source_key ON food
WHEN EXISTS (SELECT 1 FROM food f
             WHERE f.source_id = NEW.source_id AND f.source_key = NEW.source_key
               AND f.food_id <> OLD.food_id)
BEGIN
  SELECT RAISE(ABORT, 'food: the source has another food under this key (ask the table food)');
END;
CREATE TRIGGER food_is_not_in_a_diary BEFORE DELETE ON food
WHEN EXISTS (SELECT 1 FROM intake i WHERE i.food_id = OLD.food_id)
  OR EXISTS (SELECT 1 FROM schedule s WHERE s.food_id = OLD.food_id)
BEGIN
  SELECT RAISE(ABORT, 'food: the food stands in a diary (ask the table intake)');
END;
CREATE TRIGGER food_takes_all_along AFTER DELETE ON food
BEGIN
  DELETE FROM food_nutrient WHERE food_id = OLD.food_id;
  DELETE FROM food_portion WHERE food_id = OLD.food_id;
  DELETE FROM food_same_as WHERE food_id = OLD.food_id;
  DELETE FROM food_alias WHERE food_id = OLD.food_id;
  DELETE FROM food_portion_change WHERE food_id = OLD.food_id;
  DELETE FROM row_change WHERE row_id = OLD.food_id AND "table" IN ('food', 'food_label', 'food_same_as');
END;
CREATE TRIGGER food_keeps_its_number BEFORE UPDATE ON food
WHEN NEW.food_id IS NOT OLD.food_id
BEGIN
  SELECT RAISE(ABORT, 'food: the number of a food cannot be changed');
END;
