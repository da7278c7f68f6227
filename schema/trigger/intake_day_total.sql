-- Keeps intake_day_total. Whatever can move a total adds its days up again through intake_day_anew, whose
-- trigger is the one place where a day is added up. A bulk load drops those named day_total_sees_* and
-- makes them anew (lib/rollup.c): a trigger on INSERT costs every row of an import. They do not depend
-- on the order in which triggers fire: a day that is not open yet is added up when it opens.

-- ---- adding up ----
-- The sums run in the order of nutrient_day_entry, as those of nutrient_day_part do, so that both are
-- equal to the last bit. A value recorded for the day goes before the sum of its food entries.
CREATE TRIGGER intake_day_total_is_added_up INSTEAD OF INSERT ON intake_day_anew
BEGIN
  DELETE FROM intake_day_total
  WHERE person_id = NEW.person_id AND day = NEW.day AND nutrient_id = NEW.nutrient_id;
  INSERT INTO intake_day_total
    (person_id, day, nutrient_id, recorded, food, supplement, medicine, kcal, entries, unknown_entries,
     unknown_nonfood, food_kcal, kcal_known, energy_unknown, grams, grams_known)
  SELECT NEW.person_id, NEW.day, NEW.nutrient_id, s.recorded,
         coalesce(s.recorded, CASE WHEN s.foods > 0 THEN s.food WHEN NOT s.is_record THEN 0.0 END),
         CASE s.supplements WHEN 0 THEN 0.0 ELSE s.supplement END,
         CASE s.medicines WHEN 0 THEN 0.0 ELSE s.medicine END,
         coalesce(s.recorded_kcal, CASE s.entries WHEN 0 THEN 0.0 ELSE s.kcal END),
         s.entries + s.is_record,
         CASE WHEN s.recorded IS NULL THEN s.unknown + s.is_record ELSE s.unknown_nonfood END,
         s.unknown_nonfood,
         coalesce(s.recorded_kcal, s.food_kcal),
         CASE WHEN s.recorded IS NULL THEN s.kcal_known
              ELSE coalesce(s.recorded_kcal, s.food_kcal) END,
         CASE WHEN s.recorded_kcal IS NULL THEN s.energy_unknown ELSE 0 END,
         s.grams, CASE WHEN s.recorded IS NULL THEN s.grams_known ELSE s.grams END
  FROM (
    SELECT (SELECT r.amount FROM intake_day_nutrient r
            WHERE r.person_id = NEW.person_id AND r.day = NEW.day
              AND r.nutrient_id = NEW.nutrient_id) AS recorded,
           (SELECT r.amount FROM intake_day_nutrient r
            WHERE r.person_id = NEW.person_id AND r.day = NEW.day
              AND r.nutrient_id = 1008) AS recorded_kcal,
           EXISTS (SELECT 1 FROM intake_day_record x
                   WHERE x.person_id = NEW.person_id AND x.day = NEW.day) AS is_record,
           count(*) AS entries,
           total(e.is_food) AS foods,
           sum(CASE WHEN e.is_food THEN e.value END) AS food,
           count(CASE e.kind WHEN 'supplement' THEN 1 END) AS supplements,
           sum(CASE e.kind WHEN 'supplement' THEN e.value END) AS supplement,
           count(CASE e.kind WHEN 'medicine' THEN 1 END) AS medicines,
           sum(CASE e.kind WHEN 'medicine' THEN e.value END) AS medicine,
           sum(e.kcal) AS kcal,
           total(e.value IS NULL OR e.bound_share IS NOT NULL) AS unknown,
           total(NOT e.is_food AND (e.value IS NULL OR e.bound_share IS NOT NULL)) AS unknown_nonfood,
           total(CASE WHEN e.is_food THEN e.kcal END) AS food_kcal,
           total(CASE WHEN e.is_food THEN e.kcal * CASE WHEN e.value IS NULL THEN 0.0
                                                        ELSE coalesce(e.bound_share, 1.0) END END)
             AS kcal_known,
           total(e.is_food AND (e.kcal IS NULL OR e.kcal_bound_share IS NOT NULL)) AS energy_unknown,
           total(CASE WHEN e.is_food THEN e.grams END) AS grams,
           total(CASE WHEN e.is_food
                      THEN e.grams * coalesce(e.bound_share, e.value IS NOT NULL) END) AS grams_known
    FROM nutrient_day_entry e
    WHERE e.person_id = NEW.person_id AND e.day = NEW.day AND e.nutrient_id = NEW.nutrient_id) s
  WHERE EXISTS (SELECT 1 FROM intake_day d WHERE d.person_id = NEW.person_id AND d.day = NEW.day);
END;
CREATE TRIGGER food_day_is_added_up INSTEAD OF INSERT ON food_day
BEGIN
  INSERT INTO intake_day_anew (person_id, day, nutrient_id)
  SELECT d.person_id, d.day, t.nutrient_id
  FROM food_day d
  CROSS JOIN tracked_nutrient t
  WHERE d.food_id = NEW.food_id;
END;

-- ---- days ----
CREATE TRIGGER intake_day_takes_its_totals_along AFTER DELETE ON intake_day
BEGIN
  DELETE FROM intake_day_total WHERE person_id = OLD.person_id AND day = OLD.day;
END;

-- ---- what is tracked ----
CREATE TRIGGER tracked_nutrient_has_nutrient BEFORE INSERT ON tracked_nutrient
WHEN NOT EXISTS (SELECT 1 FROM nutrient n WHERE n.nutrient_id = NEW.nutrient_id)
BEGIN
  SELECT RAISE(ABORT, 'tracked_nutrient: no nutrient of this number (ask the table nutrient)');
END;
CREATE TRIGGER tracked_nutrient_keeps_its_number BEFORE UPDATE ON tracked_nutrient
WHEN NEW.nutrient_id IS NOT OLD.nutrient_id
BEGIN
  SELECT RAISE(ABORT, 'tracked_nutrient: delete the nutrient and insert the other');
END;
CREATE TRIGGER tracked_nutrient_keeps_magnesium BEFORE DELETE ON tracked_nutrient
WHEN OLD.nutrient_id = 1090
BEGIN
  SELECT RAISE(ABORT, 'tracked_nutrient: magnesium stays (magnesium_by_day reads its totals)');
END;
CREATE TRIGGER tracked_nutrient_is_added_up AFTER INSERT ON tracked_nutrient
BEGIN
  INSERT INTO intake_day_anew (person_id, day, nutrient_id)
  SELECT d.person_id, d.day, NEW.nutrient_id FROM intake_day d;
END;
CREATE TRIGGER tracked_nutrient_takes_its_totals_along AFTER DELETE ON tracked_nutrient
BEGIN
  DELETE FROM intake_day_total WHERE nutrient_id = OLD.nutrient_id;
END;

-- ---- days and entries ----
CREATE TRIGGER day_total_sees_day_insert AFTER INSERT ON intake_day
BEGIN
  INSERT INTO intake_day_anew (person_id, day, nutrient_id)
  SELECT NEW.person_id, NEW.day, t.nutrient_id FROM tracked_nutrient t;
END;
CREATE TRIGGER day_total_sees_entry_insert AFTER INSERT ON intake
BEGIN
  INSERT INTO intake_day_anew (person_id, day, nutrient_id)
  SELECT NEW.person_id, NEW.day, t.nutrient_id FROM tracked_nutrient t;
END;
CREATE TRIGGER day_total_sees_entry_update AFTER UPDATE OF person_id, day, food_id, amount ON intake
BEGIN
  INSERT INTO intake_day_anew (person_id, day, nutrient_id)
  SELECT NEW.person_id, NEW.day, t.nutrient_id FROM tracked_nutrient t;
  INSERT INTO intake_day_anew (person_id, day, nutrient_id)
  SELECT OLD.person_id, OLD.day, t.nutrient_id FROM tracked_nutrient t
  WHERE NEW.person_id IS NOT OLD.person_id OR NEW.day IS NOT OLD.day;
END;
CREATE TRIGGER day_total_sees_entry_delete AFTER DELETE ON intake
BEGIN
  INSERT INTO intake_day_anew (person_id, day, nutrient_id)
  SELECT OLD.person_id, OLD.day, t.nutrient_id FROM tracked_nutrient t;
END;
CREATE TRIGGER day_total_sees_entry_value_insert AFTER INSERT ON intake_nutrient
WHEN NEW.nutrient_id = 1008
  OR EXISTS (SELECT 1 FROM tracked_nutrient t WHERE t.nutrient_id = NEW.nutrient_id)
BEGIN
  INSERT INTO intake_day_anew (person_id, day, nutrient_id)
  SELECT i.person_id, i.day, t.nutrient_id
  FROM intake i
  CROSS JOIN tracked_nutrient t
  WHERE i.intake_id = NEW.intake_id;
END;
CREATE TRIGGER day_total_sees_entry_value_update AFTER UPDATE ON intake_nutrient
WHEN EXISTS (SELECT 1 FROM tracked_nutrient t
             WHERE t.nutrient_id = OLD.nutrient_id OR t.nutrient_id = NEW.nutrient_id)
  OR OLD.nutrient_id = 1008 OR NEW.nutrient_id = 1008
BEGIN
  INSERT INTO intake_day_anew (person_id, day, nutrient_id)
  SELECT i.person_id, i.day, t.nutrient_id
  FROM intake i
  CROSS JOIN tracked_nutrient t
  WHERE i.intake_id = NEW.intake_id OR i.intake_id = OLD.intake_id;
END;
CREATE TRIGGER day_total_sees_entry_value_delete AFTER DELETE ON intake_nutrient
WHEN OLD.nutrient_id = 1008
  OR EXISTS (SELECT 1 FROM tracked_nutrient t WHERE t.nutrient_id = OLD.nutrient_id)
BEGIN
  INSERT INTO intake_day_anew (person_id, day, nutrient_id)
  SELECT i.person_id, i.day, t.nutrient_id
  FROM intake i
  CROSS JOIN tracked_nutrient t
  WHERE i.intake_id = OLD.intake_id;
END;

-- ---- recorded totals: any of them makes a day without food entries one that is known by them alone ----
CREATE TRIGGER day_total_sees_record_insert AFTER INSERT ON intake_day_nutrient
BEGIN
  INSERT INTO intake_day_anew (person_id, day, nutrient_id)
  SELECT NEW.person_id, NEW.day, t.nutrient_id FROM tracked_nutrient t;
END;
CREATE TRIGGER day_total_sees_record_update AFTER UPDATE ON intake_day_nutrient
BEGIN
  INSERT INTO intake_day_anew (person_id, day, nutrient_id)
  SELECT NEW.person_id, NEW.day, t.nutrient_id FROM tracked_nutrient t;
  INSERT INTO intake_day_anew (person_id, day, nutrient_id)
  SELECT OLD.person_id, OLD.day, t.nutrient_id FROM tracked_nutrient t
  WHERE NEW.person_id IS NOT OLD.person_id OR NEW.day IS NOT OLD.day;
END;
CREATE TRIGGER day_total_sees_record_delete AFTER DELETE ON intake_day_nutrient
BEGIN
  INSERT INTO intake_day_anew (person_id, day, nutrient_id)
  SELECT OLD.person_id, OLD.day, t.nutrient_id FROM tracked_nutrient t;
END;

-- ---- scheduled doses ----
CREATE TRIGGER day_total_sees_dose_insert AFTER INSERT ON schedule
BEGIN
  INSERT INTO intake_day_anew (person_id, day, nutrient_id)
  SELECT n.person_id, n.day, n.nutrient_id FROM intake_day_anew n
  WHERE n.person_id = NEW.person_id
    AND n.day BETWEEN NEW.from_day AND coalesce(NEW.to_day, '9999-12-31');
END;
CREATE TRIGGER day_total_sees_dose_update AFTER UPDATE OF person_id, food_id, from_day, to_day, amount ON schedule
BEGIN
  INSERT INTO intake_day_anew (person_id, day, nutrient_id)
  SELECT n.person_id, n.day, n.nutrient_id FROM intake_day_anew n
  WHERE n.person_id = NEW.person_id
    AND n.day BETWEEN NEW.from_day AND coalesce(NEW.to_day, '9999-12-31');
  INSERT INTO intake_day_anew (person_id, day, nutrient_id)
  SELECT n.person_id, n.day, n.nutrient_id FROM intake_day_anew n
  WHERE n.person_id = OLD.person_id
    AND n.day BETWEEN OLD.from_day AND coalesce(OLD.to_day, '9999-12-31');
END;
CREATE TRIGGER day_total_sees_dose_delete AFTER DELETE ON schedule
BEGIN
  INSERT INTO intake_day_anew (person_id, day, nutrient_id)
  SELECT n.person_id, n.day, n.nutrient_id FROM intake_day_anew n
  WHERE n.person_id = OLD.person_id
    AND n.day BETWEEN OLD.from_day AND coalesce(OLD.to_day, '9999-12-31');
END;

-- ---- dishes: how much of one is known, and what one serving weighs ----
CREATE TRIGGER day_total_sees_dish_share_insert AFTER INSERT ON recipe_share
WHEN EXISTS (SELECT 1 FROM food_used u WHERE u.food_id = NEW.food_id)
BEGIN
  INSERT INTO food_day (food_id) VALUES (NEW.food_id);
END;
CREATE TRIGGER day_total_sees_dish_share_delete AFTER DELETE ON recipe_share
WHEN EXISTS (SELECT 1 FROM food_used u WHERE u.food_id = OLD.food_id)
BEGIN
  INSERT INTO food_day (food_id) VALUES (OLD.food_id);
END;
CREATE TRIGGER day_total_sees_dish_share_update AFTER UPDATE ON recipe_share
WHEN EXISTS (SELECT 1 FROM food_used u WHERE u.food_id = NEW.food_id)
  OR EXISTS (SELECT 1 FROM food_used u WHERE u.food_id = OLD.food_id)
BEGIN
  INSERT INTO food_day (food_id) VALUES (NEW.food_id);
  INSERT INTO food_day (food_id) SELECT OLD.food_id WHERE OLD.food_id <> NEW.food_id;
END;
CREATE TRIGGER day_total_sees_dish_insert AFTER INSERT ON recipe
WHEN EXISTS (SELECT 1 FROM food_used u WHERE u.food_id = NEW.food_id)
BEGIN
  INSERT INTO food_day (food_id) VALUES (NEW.food_id);
END;
CREATE TRIGGER day_total_sees_dish_update AFTER UPDATE OF yield, input_grams ON recipe
WHEN EXISTS (SELECT 1 FROM food_used u WHERE u.food_id = NEW.food_id)
  AND (NEW.yield IS NOT OLD.yield OR NEW.input_grams IS NOT OLD.input_grams)
BEGIN
  INSERT INTO food_day (food_id) VALUES (NEW.food_id);
END;
CREATE TRIGGER day_total_sees_dish_delete AFTER DELETE ON recipe
WHEN EXISTS (SELECT 1 FROM food_used u WHERE u.food_id = OLD.food_id)
BEGIN
  INSERT INTO food_day (food_id) VALUES (OLD.food_id);
END;

-- ---- foods that were eaten; last, so that all stay in this order when these are made anew ----
CREATE TRIGGER day_total_sees_value_insert AFTER INSERT ON food_nutrient
WHEN (NEW.nutrient_id = 1008 OR NEW.nutrient_id = 2047 OR NEW.nutrient_id = 2048
      OR EXISTS (SELECT 1 FROM tracked_nutrient t WHERE t.nutrient_id = NEW.nutrient_id))
  AND EXISTS (SELECT 1 FROM food_used u WHERE u.food_id = NEW.food_id)
BEGIN
  INSERT INTO food_day (food_id) VALUES (NEW.food_id);
END;
CREATE TRIGGER day_total_sees_value_update AFTER UPDATE OF amount, mark ON food_nutrient
WHEN (NEW.amount IS NOT OLD.amount OR NEW.mark IS NOT OLD.mark)
  AND (NEW.nutrient_id = 1008 OR NEW.nutrient_id = 2047 OR NEW.nutrient_id = 2048
      OR EXISTS (SELECT 1 FROM tracked_nutrient t WHERE t.nutrient_id = NEW.nutrient_id))
  AND EXISTS (SELECT 1 FROM food_used u WHERE u.food_id = NEW.food_id)
BEGIN
  INSERT INTO food_day (food_id) VALUES (NEW.food_id);
END;
CREATE TRIGGER day_total_sees_value_delete AFTER DELETE ON food_nutrient
WHEN (OLD.nutrient_id = 1008 OR OLD.nutrient_id = 2047 OR OLD.nutrient_id = 2048
      OR EXISTS (SELECT 1 FROM tracked_nutrient t WHERE t.nutrient_id = OLD.nutrient_id))
  AND EXISTS (SELECT 1 FROM food_used u WHERE u.food_id = OLD.food_id)
BEGIN
  INSERT INTO food_day (food_id) VALUES (OLD.food_id);
END;
CREATE TRIGGER day_total_sees_food_insert AFTER INSERT ON food
WHEN EXISTS (SELECT 1 FROM food_used u WHERE u.food_id = NEW.food_id)
BEGIN
  INSERT INTO food_day (food_id) VALUES (NEW.food_id);
END;
CREATE TRIGGER day_total_sees_food_update AFTER UPDATE OF kind, basis, category_id ON food
WHEN (NEW.kind IS NOT OLD.kind OR NEW.basis IS NOT OLD.basis OR NEW.category_id IS NOT OLD.category_id)
  AND EXISTS (SELECT 1 FROM food_used u WHERE u.food_id = NEW.food_id)
BEGIN
  INSERT INTO food_day (food_id) VALUES (NEW.food_id);
END;
CREATE TRIGGER day_total_sees_category_insert AFTER INSERT ON food_category
BEGIN
  INSERT INTO food_day (food_id)
  SELECT u.food_id FROM food f JOIN food_used u ON u.food_id = f.food_id
  WHERE f.category_id = NEW.category_id;
END;
CREATE TRIGGER day_total_sees_category_update AFTER UPDATE OF category_id, is_beverage ON food_category
WHEN NEW.is_beverage IS NOT OLD.is_beverage OR NEW.category_id IS NOT OLD.category_id
BEGIN
  INSERT INTO food_day (food_id)
  SELECT u.food_id FROM food f JOIN food_used u ON u.food_id = f.food_id
  WHERE f.category_id = NEW.category_id OR f.category_id = OLD.category_id;
END;
CREATE TRIGGER day_total_sees_category_delete AFTER DELETE ON food_category
BEGIN
  INSERT INTO food_day (food_id)
  SELECT u.food_id FROM food f JOIN food_used u ON u.food_id = f.food_id
  WHERE f.category_id = OLD.category_id;
END;
