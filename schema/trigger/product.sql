-- Labels of supplements and medicines: what a label must say, and storing what it makes. Both writes
-- store through the view product_nutrient, whose trigger says what a label must hold.
CREATE TRIGGER product_label_is_new BEFORE INSERT ON product_label
WHEN EXISTS (SELECT 1 FROM product_label o
             WHERE o.food_id = NEW.food_id AND o.nutrient_id = NEW.nutrient_id)
BEGIN
  SELECT RAISE(ABORT, 'product_label: the product has a line for this nutrient; update it');
END;
CREATE TRIGGER product_label_keeps_its_key BEFORE UPDATE OF food_id, nutrient_id ON product_label
WHEN NEW.food_id IS NOT OLD.food_id OR NEW.nutrient_id IS NOT OLD.nutrient_id
BEGIN
  SELECT RAISE(ABORT, 'product_label: delete the line and insert it where it belongs');
END;
CREATE TRIGGER product_label_is_history_update AFTER UPDATE ON product_label
WHEN EXISTS (SELECT 1 FROM food_used u WHERE u.food_id = OLD.food_id)
BEGIN
  SELECT RAISE(ABORT, 'product_label: the product stands in a diary; add a new version of it');
END;
CREATE TRIGGER product_label_is_history_delete BEFORE DELETE ON product_label
WHEN EXISTS (SELECT 1 FROM food_used u WHERE u.food_id = OLD.food_id)
BEGIN
  SELECT RAISE(ABORT, 'product_label: the product stands in a diary; add a new version of it');
END;
CREATE TRIGGER product_label_stores_insert AFTER INSERT ON product_label
BEGIN
  INSERT INTO product_nutrient (food_id, nutrient_id) VALUES (NEW.food_id, NEW.nutrient_id);
END;
CREATE TRIGGER product_label_stores_update AFTER UPDATE ON product_label
BEGIN
  INSERT INTO product_nutrient (food_id, nutrient_id) VALUES (NEW.food_id, NEW.nutrient_id);
END;
CREATE TRIGGER product_label_takes_its_value_along AFTER DELETE ON product_label
BEGIN
  DELETE FROM food_nutrient WHERE food_id = OLD.food_id AND nutrient_id = OLD.nutrient_id;
END;
CREATE TRIGGER compound_percent_is_corrected AFTER UPDATE OF elemental_percent ON compound
BEGIN
  INSERT INTO product_nutrient (food_id, nutrient_id)
  SELECT l.food_id, l.nutrient_id FROM product_label l WHERE l.compound_id = NEW.compound_id;
END;
CREATE TRIGGER product_nutrient_is_stored INSTEAD OF INSERT ON product_nutrient
BEGIN
  SELECT RAISE(ABORT, 'product_label: no supplement or medicine of this number (ask the table food)')
  WHERE NOT EXISTS (SELECT 1 FROM food f
                    WHERE f.food_id = NEW.food_id AND f.kind IN ('supplement', 'medicine'));
  SELECT RAISE(ABORT, 'product_label: no nutrient of this number (ask the table nutrient)')
  WHERE NOT EXISTS (SELECT 1 FROM nutrient n WHERE n.nutrient_id = NEW.nutrient_id);
  SELECT RAISE(ABORT, 'product_label: give label_amount and label_unit, or daily_value_percent and daily_value_year')
  FROM product_label l
  WHERE l.food_id = NEW.food_id AND l.nutrient_id = NEW.nutrient_id AND l.label_amount IS NULL
    AND l.daily_value_percent IS NULL;
  SELECT RAISE(ABORT, 'product_label: compound_id is no compound of this nutrient (ask the table compound)')
  FROM product_label l
  WHERE l.food_id = NEW.food_id AND l.nutrient_id = NEW.nutrient_id AND l.compound_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM compound c
                    WHERE c.compound_id = l.compound_id AND c.nutrient_id = l.nutrient_id);
  SELECT RAISE(ABORT, 'product_label: a medicine must say is_elemental, 1 for the nutrient itself, 0 for its compound')
  FROM product_label l
  JOIN food f ON f.food_id = l.food_id
  WHERE l.food_id = NEW.food_id AND l.nutrient_id = NEW.nutrient_id AND f.kind = 'medicine'
    AND l.is_elemental IS NULL AND l.label_amount IS NOT NULL;
  SELECT RAISE(ABORT, 'product_label: the figure of a compound needs its compound_id (ask the table compound)')
  FROM product_label l
  WHERE l.food_id = NEW.food_id AND l.nutrient_id = NEW.nutrient_id AND l.is_elemental = 0
    AND l.compound_id IS NULL;
  SELECT RAISE(ABORT, 'product_label: only a mass can be a compound''s; a daily value, mmol and mEq are the nutrient''s')
  FROM product_label l
  LEFT JOIN unit u ON u.unit = l.label_unit
  WHERE l.food_id = NEW.food_id AND l.nutrient_id = NEW.nutrient_id AND l.is_elemental = 0
    AND u.dimension IS NOT 'mass';
  SELECT RAISE(ABORT, 'product_label: no daily value of this nutrient in that year (ask reference_intake, kind DV)')
  FROM product_nutrient p
  WHERE p.food_id = NEW.food_id AND p.nutrient_id = NEW.nutrient_id AND p.label_amount IS NULL
    AND p.amount IS NULL;
  SELECT RAISE(ABORT, 'product_label: label_unit cannot be turned into the nutrient''s unit (ask unit and nutrient_unit)')
  FROM product_nutrient p
  WHERE p.food_id = NEW.food_id AND p.nutrient_id = NEW.nutrient_id AND p.amount IS NULL;
  SELECT RAISE(ABORT, 'product_label: the figure is heavier than what it is in')
  FROM product_nutrient p
  JOIN unit u ON u.unit = p.unit AND u.dimension = 'mass'
  WHERE p.food_id = NEW.food_id AND p.nutrient_id = NEW.nutrient_id AND p.basis = 'g'
    AND p.amount * u.factor > 100.0;

  UPDATE food_nutrient
  SET amount = p.amount, mark = NULL
  FROM product_nutrient p
  WHERE food_nutrient.food_id = NEW.food_id AND food_nutrient.nutrient_id = NEW.nutrient_id
    AND p.food_id = NEW.food_id AND p.nutrient_id = NEW.nutrient_id;
  INSERT INTO food_nutrient (food_id, nutrient_id, amount)
  SELECT p.food_id, p.nutrient_id, p.amount FROM product_nutrient p
  WHERE p.food_id = NEW.food_id AND p.nutrient_id = NEW.nutrient_id
    AND NOT EXISTS (SELECT 1 FROM food_nutrient v
                    WHERE v.food_id = NEW.food_id AND v.nutrient_id = NEW.nutrient_id);
END;
