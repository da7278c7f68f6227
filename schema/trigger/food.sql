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
CREATE TRIGGER food_is_no_ingredient BEFORE DELETE ON food
WHEN EXISTS (SELECT 1 FROM recipe_ingredient i WHERE i.ingredient_id = OLD.food_id)
BEGIN
  SELECT RAISE(ABORT, 'food: the food is an ingredient of a recipe (ask recipe_ingredient)');
END;
-- What a label or a recipe makes is per what the basis says, and counts as the kind says. Of one's own
-- foods only: what an import says of its foods is the source's to say.
CREATE TRIGGER food_keeps_its_kind AFTER UPDATE OF kind, basis, source_id ON food
WHEN (NEW.kind IS NOT OLD.kind OR NEW.basis IS NOT OLD.basis OR NEW.source_id IS NOT OLD.source_id)
  AND EXISTS (SELECT 1 FROM source s WHERE s.source_id = OLD.source_id AND s.name = 'own')
  AND (EXISTS (SELECT 1 FROM product_label l WHERE l.food_id = OLD.food_id)
       OR EXISTS (SELECT 1 FROM recipe_ingredient i
                  WHERE i.food_id = OLD.food_id OR i.ingredient_id = OLD.food_id))
BEGIN
  SELECT RAISE(ABORT, 'food: a product with a label, a recipe or an ingredient keeps its kind, basis and source');
END;
CREATE TRIGGER food_takes_all_along AFTER DELETE ON food
BEGIN
  DELETE FROM recipe WHERE food_id = OLD.food_id;
  DELETE FROM recipe_ingredient WHERE food_id = OLD.food_id;
  DELETE FROM recipe_share WHERE food_id = OLD.food_id;
  DELETE FROM product_label WHERE food_id = OLD.food_id;
  DELETE FROM food_nutrient WHERE food_id = OLD.food_id;
  DELETE FROM food_portion WHERE food_id = OLD.food_id;
  DELETE FROM food_same_as WHERE food_id = OLD.food_id;
  DELETE FROM food_alias WHERE food_id = OLD.food_id;
  DELETE FROM food_portion_change WHERE food_id = OLD.food_id;
  DELETE FROM row_change WHERE row_id = OLD.food_id AND "table" IN ('food', 'food_label', 'food_same_as');
END;
CREATE TRIGGER food_keeps_its_number AFTER UPDATE ON food
WHEN NEW.food_id IS NOT OLD.food_id
BEGIN
  SELECT RAISE(ABORT, 'food: the number of a food cannot be changed');
END;
