-- intake_day has a row for every day with an entry, a mark or a recorded total. No OR IGNORE in here:
-- the statement that fires a trigger lends it its own conflict clause.
CREATE TRIGGER intake_opens_day AFTER INSERT ON intake
WHEN NOT EXISTS (
  SELECT 1 FROM intake_day d WHERE d.person_id = NEW.person_id AND d.day = NEW.day)
BEGIN
  INSERT INTO intake_day (person_id, day) VALUES (NEW.person_id, NEW.day);
END;
CREATE TRIGGER intake_moves_day AFTER UPDATE OF person_id, day ON intake
WHEN NEW.person_id IS NOT OLD.person_id OR NEW.day IS NOT OLD.day
BEGIN
  INSERT INTO intake_day (person_id, day)
  SELECT NEW.person_id, NEW.day
  WHERE NOT EXISTS (
    SELECT 1 FROM intake_day d WHERE d.person_id = NEW.person_id AND d.day = NEW.day);
  DELETE FROM intake_day
  WHERE person_id = OLD.person_id AND day = OLD.day AND completeness IS NULL AND recall_no IS NULL
    AND NOT EXISTS (SELECT 1 FROM intake i WHERE i.person_id = OLD.person_id AND i.day = OLD.day)
    AND NOT EXISTS (SELECT 1 FROM intake_day_nutrient n
                    WHERE n.person_id = OLD.person_id AND n.day = OLD.day);
END;
CREATE TRIGGER intake_closes_day AFTER DELETE ON intake
BEGIN
  DELETE FROM intake_nutrient WHERE intake_id = OLD.intake_id;
  DELETE FROM intake_day
  WHERE person_id = OLD.person_id AND day = OLD.day AND completeness IS NULL AND recall_no IS NULL
    AND NOT EXISTS (SELECT 1 FROM intake i WHERE i.person_id = OLD.person_id AND i.day = OLD.day)
    AND NOT EXISTS (SELECT 1 FROM intake_day_nutrient n
                    WHERE n.person_id = OLD.person_id AND n.day = OLD.day);
END;
CREATE TRIGGER intake_day_nutrient_opens_day AFTER INSERT ON intake_day_nutrient
WHEN NOT EXISTS (
  SELECT 1 FROM intake_day d WHERE d.person_id = NEW.person_id AND d.day = NEW.day)
BEGIN
  INSERT INTO intake_day (person_id, day) VALUES (NEW.person_id, NEW.day);
END;
CREATE TRIGGER intake_day_nutrient_moves_day AFTER UPDATE OF person_id, day ON intake_day_nutrient
WHEN NEW.person_id IS NOT OLD.person_id OR NEW.day IS NOT OLD.day
BEGIN
  INSERT INTO intake_day (person_id, day)
  SELECT NEW.person_id, NEW.day
  WHERE NOT EXISTS (
    SELECT 1 FROM intake_day d WHERE d.person_id = NEW.person_id AND d.day = NEW.day);
  DELETE FROM intake_day
  WHERE person_id = OLD.person_id AND day = OLD.day AND completeness IS NULL AND recall_no IS NULL
    AND NOT EXISTS (SELECT 1 FROM intake i WHERE i.person_id = OLD.person_id AND i.day = OLD.day)
    AND NOT EXISTS (SELECT 1 FROM intake_day_nutrient n
                    WHERE n.person_id = OLD.person_id AND n.day = OLD.day);
END;
CREATE TRIGGER intake_day_nutrient_closes_day AFTER DELETE ON intake_day_nutrient
BEGIN
  DELETE FROM intake_day
  WHERE person_id = OLD.person_id AND day = OLD.day AND completeness IS NULL AND recall_no IS NULL
    AND NOT EXISTS (SELECT 1 FROM intake i WHERE i.person_id = OLD.person_id AND i.day = OLD.day)
    AND NOT EXISTS (SELECT 1 FROM intake_day_nutrient n
                    WHERE n.person_id = OLD.person_id AND n.day = OLD.day);
END;
CREATE TRIGGER intake_day_loses_its_mark AFTER UPDATE OF completeness, recall_no ON intake_day
WHEN NEW.completeness IS NULL AND NEW.recall_no IS NULL
BEGIN
  DELETE FROM intake_day
  WHERE person_id = NEW.person_id AND day = NEW.day
    AND NOT EXISTS (SELECT 1 FROM intake i WHERE i.person_id = NEW.person_id AND i.day = NEW.day)
    AND NOT EXISTS (SELECT 1 FROM intake_day_nutrient n
                    WHERE n.person_id = NEW.person_id AND n.day = NEW.day);
END;
CREATE TRIGGER intake_day_is_empty BEFORE DELETE ON intake_day
WHEN EXISTS (SELECT 1 FROM intake i WHERE i.person_id = OLD.person_id AND i.day = OLD.day)
  OR EXISTS (SELECT 1 FROM intake_day_nutrient n
             WHERE n.person_id = OLD.person_id AND n.day = OLD.day)
BEGIN
  SELECT RAISE(ABORT, 'intake_day: the day has entries; set completeness to NULL to take a mark back');
END;
CREATE TRIGGER intake_day_keeps_its_day BEFORE UPDATE OF person_id, day ON intake_day
WHEN NEW.person_id IS NOT OLD.person_id OR NEW.day IS NOT OLD.day
BEGIN
  SELECT RAISE(ABORT, 'intake_day: move the entries (table intake), the day follows them');
END;
CREATE TRIGGER intake_day_has_person_insert BEFORE INSERT ON intake_day
WHEN NOT EXISTS (SELECT 1 FROM person r WHERE r.person_id = NEW.person_id)
BEGIN
  SELECT RAISE(ABORT, 'intake_day: no person of this number (ask the table person)');
END;
CREATE TRIGGER intake_day_nutrient_has_person_insert BEFORE INSERT ON intake_day_nutrient
WHEN NOT EXISTS (SELECT 1 FROM person r WHERE r.person_id = NEW.person_id)
BEGIN
  SELECT RAISE(ABORT, 'intake_day_nutrient: no person of this number (ask the table person)');
END;
CREATE TRIGGER intake_day_nutrient_has_person_update AFTER UPDATE OF person_id ON intake_day_nutrient
WHEN NOT EXISTS (SELECT 1 FROM person r WHERE r.person_id = NEW.person_id)
BEGIN
  SELECT RAISE(ABORT, 'intake_day_nutrient: no person of this number (ask the table person)');
END;
CREATE TRIGGER intake_nutrient_has_entry_insert BEFORE INSERT ON intake_nutrient
WHEN NOT EXISTS (SELECT 1 FROM intake r WHERE r.intake_id = NEW.intake_id)
BEGIN
  SELECT RAISE(ABORT, 'intake_nutrient: no entry of this number (ask the table intake)');
END;
CREATE TRIGGER intake_nutrient_has_entry_update AFTER UPDATE OF intake_id ON intake_nutrient
WHEN NOT EXISTS (SELECT 1 FROM intake r WHERE r.intake_id = NEW.intake_id)
BEGIN
  SELECT RAISE(ABORT, 'intake_nutrient: no entry of this number (ask the table intake)');
END;
CREATE TRIGGER intake_day_is_after_birth BEFORE INSERT ON intake_day
WHEN EXISTS (SELECT 1 FROM person p WHERE p.person_id = NEW.person_id AND p.born > NEW.day)
BEGIN
  SELECT RAISE(ABORT, 'intake_day: the day is before the person was born (person.born)');
END;
CREATE TRIGGER intake_day_stands_for_something BEFORE INSERT ON intake_day
WHEN NEW.completeness IS NULL AND NEW.recall_no IS NULL
  AND NOT EXISTS (SELECT 1 FROM intake i WHERE i.person_id = NEW.person_id AND i.day = NEW.day)
  AND NOT EXISTS (SELECT 1 FROM intake_day_nutrient n
                  WHERE n.person_id = NEW.person_id AND n.day = NEW.day)
BEGIN
  SELECT RAISE(ABORT, 'intake_day: the day has no entry; give it a completeness or a recall_no');
END;
