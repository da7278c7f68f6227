-- What the search index has to learn again: foods that came, went, or changed their words.
CREATE TRIGGER search_sees_food_insert AFTER INSERT ON food
BEGIN
  INSERT INTO search_dirty (food_id)
  SELECT NEW.food_id WHERE NOT EXISTS (SELECT 1 FROM search_dirty d WHERE d.food_id = NEW.food_id);
END;
CREATE TRIGGER search_sees_food_update AFTER UPDATE OF description, replaced_by ON food
BEGIN
  INSERT INTO search_dirty (food_id)
  SELECT NEW.food_id WHERE NOT EXISTS (SELECT 1 FROM search_dirty d WHERE d.food_id = NEW.food_id);
END;
CREATE TRIGGER search_sees_food_delete AFTER DELETE ON food
BEGIN
  INSERT INTO search_dirty (food_id)
  SELECT OLD.food_id WHERE NOT EXISTS (SELECT 1 FROM search_dirty d WHERE d.food_id = OLD.food_id);
END;
CREATE TRIGGER search_sees_alias_insert AFTER INSERT ON food_alias
WHEN NEW.person_id IS NULL
BEGIN
  INSERT INTO search_dirty (food_id)
  SELECT NEW.food_id WHERE NOT EXISTS (SELECT 1 FROM search_dirty d WHERE d.food_id = NEW.food_id);
END;
CREATE TRIGGER search_sees_alias_delete AFTER DELETE ON food_alias
WHEN OLD.person_id IS NULL
BEGIN
  INSERT INTO search_dirty (food_id)
  SELECT OLD.food_id WHERE NOT EXISTS (SELECT 1 FROM search_dirty d WHERE d.food_id = OLD.food_id);
END;
CREATE TRIGGER search_sees_alias_update AFTER UPDATE ON food_alias
WHEN OLD.person_id IS NULL OR NEW.person_id IS NULL
BEGIN
  INSERT INTO search_dirty (food_id)
  SELECT f.food_id FROM food f
  WHERE f.food_id IN (OLD.food_id, NEW.food_id)
    AND NOT EXISTS (SELECT 1 FROM search_dirty d WHERE d.food_id = f.food_id);
END;
