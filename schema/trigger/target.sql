-- The plain shell has foreign_keys off and OR REPLACE deletes without a word: these refuse both.
CREATE TRIGGER target_has_person_insert BEFORE INSERT ON target
WHEN NOT EXISTS (SELECT 1 FROM person r WHERE r.person_id = NEW.person_id)
BEGIN
  SELECT RAISE(ABORT, 'target: no person of this number (ask the table person)');
END;
CREATE TRIGGER target_has_person_update AFTER UPDATE OF person_id ON target
WHEN NOT EXISTS (SELECT 1 FROM person r WHERE r.person_id = NEW.person_id)
BEGIN
  SELECT RAISE(ABORT, 'target: no person of this number (ask the table person)');
END;
CREATE TRIGGER target_is_new BEFORE INSERT ON target
WHEN EXISTS (SELECT 1 FROM target o WHERE o.target_id = NEW.target_id)
BEGIN
  SELECT RAISE(ABORT, 'target: a goal of this number exists; leave target_id out for a new one');
END;
CREATE TRIGGER target_keeps_its_number AFTER UPDATE ON target
WHEN NEW.target_id IS NOT OLD.target_id
BEGIN
  SELECT RAISE(ABORT, 'target: the number of a goal cannot be changed');
END;
CREATE TRIGGER target_begins_once_insert BEFORE INSERT ON target
WHEN EXISTS (SELECT 1 FROM target o
             WHERE o.person_id = NEW.person_id AND o.nutrient_id = NEW.nutrient_id
               AND o.from_day = NEW.from_day)
BEGIN
  SELECT RAISE(ABORT, 'target: the person has a goal for this nutrient from this day already');
END;
CREATE TRIGGER target_begins_once_update BEFORE UPDATE OF person_id, nutrient_id, from_day ON target
WHEN EXISTS (SELECT 1 FROM target o
             WHERE o.person_id = NEW.person_id AND o.nutrient_id = NEW.nutrient_id
               AND o.from_day = NEW.from_day AND o.target_id <> OLD.target_id)
BEGIN
  SELECT RAISE(ABORT, 'target: the person has a goal for this nutrient from this day already');
END;
CREATE TRIGGER target_has_nutrient_insert BEFORE INSERT ON target
WHEN NOT EXISTS (SELECT 1 FROM nutrient n WHERE n.nutrient_id = NEW.nutrient_id)
BEGIN
  SELECT RAISE(ABORT, 'target: no nutrient of this number (ask the table nutrient)');
END;
CREATE TRIGGER target_has_nutrient_update AFTER UPDATE OF nutrient_id ON target
WHEN NOT EXISTS (SELECT 1 FROM nutrient n WHERE n.nutrient_id = NEW.nutrient_id)
BEGIN
  SELECT RAISE(ABORT, 'target: no nutrient of this number (ask the table nutrient)');
END;
