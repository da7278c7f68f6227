-- Dishes: what may be an ingredient, and storing what the ingredients make. A dish that stands in a
-- diary, or that another dish is made with, does not change: a new version of it does. So no dish can
-- come to contain itself. Writes store through the views recipe_value (a line) and recipe_nutrient (the
-- whole), whose triggers say what must hold.

-- ---- the dish ----
CREATE TRIGGER recipe_is_new BEFORE INSERT ON recipe
WHEN EXISTS (SELECT 1 FROM recipe o WHERE o.food_id = NEW.food_id)
BEGIN
  SELECT RAISE(ABORT, 'recipe: the food is a recipe already; update it');
END;
CREATE TRIGGER recipe_keeps_its_number AFTER UPDATE ON recipe
WHEN NEW.food_id IS NOT OLD.food_id
BEGIN
  SELECT RAISE(ABORT, 'recipe: the number of a recipe cannot be changed');
END;
CREATE TRIGGER recipe_is_history_update AFTER UPDATE OF yield, servings ON recipe
WHEN EXISTS (SELECT 1 FROM recipe_ingredient i WHERE i.ingredient_id = OLD.food_id)
  OR EXISTS (SELECT 1 FROM food_used u WHERE u.food_id = OLD.food_id)
BEGIN
  SELECT RAISE(ABORT, 'recipe: the dish stands in a diary or in another recipe; make a new version of it');
END;
CREATE TRIGGER recipe_is_history_delete BEFORE DELETE ON recipe
WHEN EXISTS (SELECT 1 FROM recipe_ingredient i WHERE i.ingredient_id = OLD.food_id)
  OR EXISTS (SELECT 1 FROM food_used u WHERE u.food_id = OLD.food_id)
BEGIN
  SELECT RAISE(ABORT, 'recipe: the dish stands in a diary or in another recipe; make a new version of it');
END;
CREATE TRIGGER recipe_stores_insert AFTER INSERT ON recipe
BEGIN
  INSERT INTO recipe_nutrient (food_id) VALUES (NEW.food_id);
END;
CREATE TRIGGER recipe_stores_update AFTER UPDATE OF yield, servings ON recipe
BEGIN
  INSERT INTO recipe_nutrient (food_id) VALUES (NEW.food_id);
END;
CREATE TRIGGER recipe_takes_its_values_along AFTER DELETE ON recipe
BEGIN
  DELETE FROM food_nutrient WHERE food_id = OLD.food_id;
  DELETE FROM recipe_share WHERE food_id = OLD.food_id;
  DELETE FROM food_portion WHERE food_id = OLD.food_id AND measure = 'serving';
END;

-- ---- its ingredients ----
CREATE TRIGGER recipe_ingredient_is_new BEFORE INSERT ON recipe_ingredient
WHEN EXISTS (SELECT 1 FROM recipe_ingredient o
             WHERE o.food_id = NEW.food_id AND o.line_no = NEW.line_no)
BEGIN
  SELECT RAISE(ABORT, 'recipe_ingredient: the recipe has a line of this number; update it');
END;
CREATE TRIGGER recipe_ingredient_keeps_its_line BEFORE UPDATE OF food_id, line_no ON recipe_ingredient
WHEN NEW.food_id IS NOT OLD.food_id OR NEW.line_no IS NOT OLD.line_no
BEGIN
  SELECT RAISE(ABORT, 'recipe_ingredient: delete the line and insert it where it belongs');
END;
CREATE TRIGGER recipe_ingredient_is_no_circle_insert BEFORE INSERT ON recipe_ingredient
WHEN NEW.ingredient_id = NEW.food_id
  OR EXISTS (SELECT 1 FROM recipe_ingredient i WHERE i.ingredient_id = NEW.food_id)
BEGIN
  SELECT RAISE(ABORT, 'recipe_ingredient: the dish is itself an ingredient and does not change, nor can a dish contain itself; make a new version of it');
END;
CREATE TRIGGER recipe_ingredient_is_no_circle_update AFTER UPDATE ON recipe_ingredient
WHEN NEW.ingredient_id = OLD.food_id
  OR EXISTS (SELECT 1 FROM recipe_ingredient i WHERE i.ingredient_id = OLD.food_id)
BEGIN
  SELECT RAISE(ABORT, 'recipe_ingredient: the dish is itself an ingredient and does not change, nor can a dish contain itself; make a new version of it');
END;
CREATE TRIGGER recipe_ingredient_is_no_circle_delete BEFORE DELETE ON recipe_ingredient
WHEN EXISTS (SELECT 1 FROM recipe_ingredient i WHERE i.ingredient_id = OLD.food_id)
BEGIN
  SELECT RAISE(ABORT, 'recipe_ingredient: the dish is itself an ingredient and does not change; make a new version of it');
END;
CREATE TRIGGER recipe_ingredient_is_history_insert BEFORE INSERT ON recipe_ingredient
WHEN EXISTS (SELECT 1 FROM recipe r JOIN food_used u ON u.food_id = r.food_id
             WHERE r.food_id = NEW.food_id)
BEGIN
  SELECT RAISE(ABORT, 'recipe_ingredient: the dish stands in a diary; make a new version of it');
END;
CREATE TRIGGER recipe_ingredient_is_history_update AFTER UPDATE ON recipe_ingredient
WHEN EXISTS (SELECT 1 FROM recipe r JOIN food_used u ON u.food_id = r.food_id
             WHERE r.food_id = OLD.food_id)
BEGIN
  SELECT RAISE(ABORT, 'recipe_ingredient: the dish stands in a diary; make a new version of it');
END;
CREATE TRIGGER recipe_ingredient_is_history_delete BEFORE DELETE ON recipe_ingredient
WHEN EXISTS (SELECT 1 FROM recipe r JOIN food_used u ON u.food_id = r.food_id
             WHERE r.food_id = OLD.food_id)
BEGIN
  SELECT RAISE(ABORT, 'recipe_ingredient: the dish stands in a diary; make a new version of it');
END;
CREATE TRIGGER recipe_ingredient_stores_insert AFTER INSERT ON recipe_ingredient
BEGIN
  INSERT INTO recipe_value (food_id, line_no) VALUES (NEW.food_id, NEW.line_no);
END;
CREATE TRIGGER recipe_ingredient_stores_update AFTER UPDATE ON recipe_ingredient
BEGIN
  INSERT INTO recipe_value (food_id, line_no) VALUES (NEW.food_id, NEW.line_no);
END;
CREATE TRIGGER recipe_ingredient_takes_all_along AFTER DELETE ON recipe_ingredient
BEGIN
  DELETE FROM recipe_retention WHERE food_id = OLD.food_id AND line_no = OLD.line_no;
  INSERT INTO recipe_nutrient (food_id)
  SELECT r.food_id FROM recipe r WHERE r.food_id = OLD.food_id;
END;
CREATE TRIGGER recipe_value_is_stored INSTEAD OF INSERT ON recipe_value
BEGIN
  SELECT RAISE(ABORT, 'recipe_ingredient: a recipe is a food of one''s own (table food: source own, kind food)')
  WHERE NOT EXISTS (SELECT 1 FROM food f JOIN source s ON s.source_id = f.source_id
                    WHERE f.food_id = NEW.food_id AND s.name = 'own' AND f.kind = 'food');
  SELECT RAISE(ABORT, 'recipe_ingredient: no food of this number as an ingredient (ask the table food)')
  FROM recipe_ingredient i
  WHERE i.food_id = NEW.food_id AND i.line_no = NEW.line_no
    AND NOT EXISTS (SELECT 1 FROM food f WHERE f.food_id = i.ingredient_id);
  SELECT RAISE(ABORT, 'recipe_ingredient: a supplement or medicine is no ingredient; log it by itself, for upper limits count it')
  FROM recipe_ingredient i
  JOIN food f ON f.food_id = i.ingredient_id
  WHERE i.food_id = NEW.food_id AND i.line_no = NEW.line_no AND f.kind <> 'food';
  SELECT RAISE(ABORT, 'recipe_ingredient: no way of cooking of this number (ask the table retention_factor)')
  FROM recipe_ingredient i
  WHERE i.food_id = NEW.food_id AND i.line_no = NEW.line_no AND i.retention_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM retention_factor t WHERE t.retention_id = i.retention_id);
  INSERT INTO recipe_nutrient (food_id)
  SELECT r.food_id FROM recipe r WHERE r.food_id = NEW.food_id;
END;

-- ---- what cooking leaves ----
CREATE TRIGGER recipe_retention_is_new BEFORE INSERT ON recipe_retention
WHEN EXISTS (SELECT 1 FROM recipe_retention o
             WHERE o.food_id = NEW.food_id AND o.line_no = NEW.line_no
               AND o.nutrient_id = NEW.nutrient_id)
BEGIN
  SELECT RAISE(ABORT, 'recipe_retention: the line has a factor for this nutrient; update it');
END;
CREATE TRIGGER recipe_retention_keeps_its_line BEFORE UPDATE OF food_id, line_no, nutrient_id ON recipe_retention
WHEN NEW.food_id IS NOT OLD.food_id OR NEW.line_no IS NOT OLD.line_no
  OR NEW.nutrient_id IS NOT OLD.nutrient_id
BEGIN
  SELECT RAISE(ABORT, 'recipe_retention: delete the factor and insert it where it belongs');
END;
CREATE TRIGGER recipe_retention_has_line_insert BEFORE INSERT ON recipe_retention
WHEN NOT EXISTS (SELECT 1 FROM recipe_ingredient i
                 WHERE i.food_id = NEW.food_id AND i.line_no = NEW.line_no)
  OR NOT EXISTS (SELECT 1 FROM nutrient n WHERE n.nutrient_id = NEW.nutrient_id)
BEGIN
  SELECT RAISE(ABORT, 'recipe_retention: no such line or nutrient (ask recipe_ingredient and nutrient)');
END;
-- A factor is of its line: the line is written anew, under the guards of lines.
CREATE TRIGGER recipe_retention_stores_insert AFTER INSERT ON recipe_retention
BEGIN
  UPDATE recipe_ingredient SET amount = amount
  WHERE food_id = NEW.food_id AND line_no = NEW.line_no;
END;
CREATE TRIGGER recipe_retention_stores_update AFTER UPDATE ON recipe_retention
BEGIN
  UPDATE recipe_ingredient SET amount = amount
  WHERE food_id = NEW.food_id AND line_no = NEW.line_no;
END;
CREATE TRIGGER recipe_retention_stores_delete AFTER DELETE ON recipe_retention
BEGIN
  UPDATE recipe_ingredient SET amount = amount
  WHERE food_id = OLD.food_id AND line_no = OLD.line_no;
END;

-- ---- storing the whole ----
CREATE TRIGGER recipe_nutrient_is_stored INSTEAD OF INSERT ON recipe_nutrient
BEGIN
  SELECT RAISE(ABORT, 'recipe: a recipe is a food of one''s own (table food: source own, kind food)')
  WHERE NOT EXISTS (SELECT 1 FROM food f JOIN source s ON s.source_id = f.source_id
                    WHERE f.food_id = NEW.food_id AND s.name = 'own' AND f.kind = 'food');
  SELECT RAISE(ABORT, 'recipe: no recipe of this number (ask the table recipe)')
  WHERE NOT EXISTS (SELECT 1 FROM recipe r WHERE r.food_id = NEW.food_id);
  SELECT RAISE(ABORT, 'recipe: the yield counts servings already (basis unit); leave servings out')
  FROM recipe r
  JOIN food f ON f.food_id = r.food_id AND f.basis = 'unit'
  WHERE r.food_id = NEW.food_id AND r.servings IS NOT NULL;

  UPDATE recipe
  SET input_grams = (SELECT total(v.grams) FROM recipe_value v
                     WHERE v.food_id = NEW.food_id AND v.nutrient_id = 1008)
  WHERE food_id = NEW.food_id;
  DELETE FROM food_portion WHERE food_id = NEW.food_id AND measure = 'serving';
  INSERT INTO food_portion (food_id, portion_no, measure, grams, is_usual)
  SELECT r.food_id,
         (SELECT coalesce(max(p.portion_no), 0) + 1 FROM food_portion p WHERE p.food_id = r.food_id),
         'serving', CASE f.basis WHEN 'unit' THEN 1.0 ELSE r.yield / r.servings END,
         NOT EXISTS (SELECT 1 FROM food_portion p WHERE p.food_id = r.food_id AND p.is_usual = 1)
  FROM recipe r
  JOIN food f ON f.food_id = r.food_id
  WHERE r.food_id = NEW.food_id AND (f.basis = 'unit' OR r.servings IS NOT NULL);

  DELETE FROM food_nutrient
  WHERE food_id = NEW.food_id AND nutrient_id NOT IN (
    SELECT n.nutrient_id FROM recipe_nutrient n WHERE n.food_id = NEW.food_id);
  UPDATE food_nutrient
  SET amount = n.amount, mark = n.mark
  FROM recipe_nutrient n
  WHERE food_nutrient.food_id = NEW.food_id AND n.food_id = NEW.food_id
    AND n.nutrient_id = food_nutrient.nutrient_id;
  INSERT INTO food_nutrient (food_id, nutrient_id, amount, mark)
  SELECT n.food_id, n.nutrient_id, n.amount, n.mark FROM recipe_nutrient n
  WHERE n.food_id = NEW.food_id AND NOT EXISTS (
    SELECT 1 FROM food_nutrient v WHERE v.food_id = n.food_id AND v.nutrient_id = n.nutrient_id);
  DELETE FROM recipe_share WHERE food_id = NEW.food_id;
  INSERT INTO recipe_share (food_id, nutrient_id, known_share)
  SELECT n.food_id, n.nutrient_id, n.known_share FROM recipe_nutrient n
  WHERE n.food_id = NEW.food_id AND n.mark IS NOT NULL;
END;
