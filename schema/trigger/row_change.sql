-- What an import changes in foods that were there before it, and what it adds or changes beside foods:
-- enough to take it back (import_undo_*.sql). The medians that categories get from portions are
-- computed anew and not written down.
CREATE TRIGGER import_changes_food AFTER UPDATE ON food
WHEN EXISTS (SELECT 1 FROM import i WHERE i.running = 1 AND i.import_id IS NOT OLD.import_id)
BEGIN
  INSERT INTO row_change (import_id, "table", row_id, "column", old, new)
  SELECT i.import_id, 'food', OLD.food_id, c."column", c.old, c.new
  FROM import i
  JOIN (SELECT 'source_id' AS "column", OLD.source_id AS old, NEW.source_id AS new
        UNION ALL VALUES ('source_key', OLD.source_key, NEW.source_key),
                         ('lasting_key', OLD.lasting_key, NEW.lasting_key),
                         ('description', OLD.description, NEW.description),
                         ('category_id', OLD.category_id, NEW.category_id),
                         ('kind', OLD.kind, NEW.kind),
                         ('basis', OLD.basis, NEW.basis),
                         ('published', OLD.published, NEW.published),
                         ('replaced_by', OLD.replaced_by, NEW.replaced_by),
                         ('last_seen_import', OLD.last_seen_import, NEW.last_seen_import)) c
  WHERE i.running = 1 AND c.old IS NOT c.new COLLATE BINARY;
END;
CREATE TRIGGER import_adds_category AFTER INSERT ON food_category
WHEN EXISTS (SELECT 1 FROM import i WHERE i.running = 1)
BEGIN
  INSERT INTO row_change (import_id, "table", row_id)
  SELECT i.import_id, 'food_category', NEW.category_id FROM import i WHERE i.running = 1;
END;
CREATE TRIGGER import_changes_category AFTER UPDATE OF code, description ON food_category
WHEN EXISTS (SELECT 1 FROM import i WHERE i.running = 1)
BEGIN
  INSERT INTO row_change (import_id, "table", row_id, "column", old, new)
  SELECT i.import_id, 'food_category', OLD.category_id, c."column", c.old, c.new
  FROM import i
  JOIN (SELECT 'code' AS "column", OLD.code AS old, NEW.code AS new
        UNION ALL VALUES ('description', OLD.description, NEW.description)) c
  WHERE i.running = 1 AND c.old IS NOT c.new;
END;
CREATE TRIGGER import_adds_nutrient AFTER INSERT ON nutrient
WHEN EXISTS (SELECT 1 FROM import i WHERE i.running = 1)
BEGIN
  INSERT INTO row_change (import_id, "table", row_id)
  SELECT i.import_id, 'nutrient', NEW.nutrient_id FROM import i WHERE i.running = 1;
END;
CREATE TRIGGER import_adds_source AFTER INSERT ON source
WHEN EXISTS (SELECT 1 FROM import i WHERE i.running = 1)
BEGIN
  INSERT INTO row_change (import_id, "table", row_id)
  SELECT i.import_id, 'source', NEW.source_id FROM import i WHERE i.running = 1;
END;
CREATE TRIGGER import_changes_source AFTER UPDATE OF title, release, rank ON source
WHEN EXISTS (SELECT 1 FROM import i WHERE i.running = 1)
BEGIN
  INSERT INTO row_change (import_id, "table", row_id, "column", old, new)
  SELECT i.import_id, 'source', OLD.source_id, c."column", c.old, c.new
  FROM import i
  JOIN (SELECT 'title' AS "column", OLD.title AS old, NEW.title AS new
        UNION ALL VALUES ('release', OLD.release, NEW.release),
                         ('rank', OLD.rank, NEW.rank)) c
  WHERE i.running = 1 AND c.old IS NOT c.new;
END;
CREATE TRIGGER import_ties_food AFTER INSERT ON food_same_as
WHEN EXISTS (
  SELECT 1 FROM import i
  WHERE i.running = 1
    AND i.import_id IS NOT (SELECT f.import_id FROM food f WHERE f.food_id = NEW.food_id))
BEGIN
  INSERT INTO row_change (import_id, "table", row_id)
  SELECT i.import_id, 'food_same_as', NEW.food_id FROM import i WHERE i.running = 1;
END;
CREATE TRIGGER import_ties_food_anew AFTER UPDATE OF tie_id, why ON food_same_as
WHEN EXISTS (
  SELECT 1 FROM import i
  WHERE i.running = 1
    AND i.import_id IS NOT (SELECT f.import_id FROM food f WHERE f.food_id = OLD.food_id))
BEGIN
  INSERT INTO row_change (import_id, "table", row_id, "column", old, new)
  SELECT i.import_id, 'food_same_as', OLD.food_id, c."column", c.old, c.new
  FROM import i
  JOIN (SELECT 'tie_id' AS "column", OLD.tie_id AS old, NEW.tie_id AS new
        UNION ALL VALUES ('why', OLD.why, NEW.why)) c
  WHERE i.running = 1 AND c.old IS NOT c.new;
END;
-- A label that comes to a food that had none is not written down: a trigger on INSERT would make every
-- import of labels slower, and foods come with theirs.
CREATE TRIGGER import_changes_label AFTER UPDATE ON food_label
WHEN EXISTS (
  SELECT 1 FROM import i
  WHERE i.running = 1
    AND i.import_id IS NOT (SELECT f.import_id FROM food f WHERE f.food_id = OLD.food_id))
BEGIN
  INSERT INTO row_change (import_id, "table", row_id, "column", old, new)
  SELECT i.import_id, 'food_label', OLD.food_id, c."column", c.old, c.new
  FROM import i
  JOIN (SELECT 'brand_owner' AS "column", OLD.brand_owner AS old, NEW.brand_owner AS new
        UNION ALL VALUES ('brand_name', OLD.brand_name, NEW.brand_name),
                         ('gtin', OLD.gtin, NEW.gtin),
                         ('ingredients', OLD.ingredients, NEW.ingredients),
                         ('serving_size', OLD.serving_size, NEW.serving_size),
                         ('serving_unit', OLD.serving_unit, NEW.serving_unit),
                         ('household_serving', OLD.household_serving, NEW.household_serving),
                         ('category', OLD.category, NEW.category)) c
  WHERE i.running = 1 AND c.old IS NOT c.new;
END;
