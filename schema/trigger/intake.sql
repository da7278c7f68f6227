-- The plain shell has foreign_keys off and OR REPLACE deletes without a word: these refuse both. What
-- guards a number fires on every UPDATE: one that says rowid is no UPDATE OF intake_id. AFTER, because
-- SQLite before 3.39 refuses whole numbers in a REAL column of an UPDATE that has a BEFORE trigger.
CREATE TRIGGER intake_has_person_insert BEFORE INSERT ON intake
WHEN NOT EXISTS (SELECT 1 FROM person r WHERE r.person_id = NEW.person_id)
BEGIN
  SELECT RAISE(ABORT, 'intake: no person of this number (ask the table person)');
END;
CREATE TRIGGER intake_has_person_update AFTER UPDATE ON intake
WHEN NOT EXISTS (SELECT 1 FROM person r WHERE r.person_id = NEW.person_id)
BEGIN
  SELECT RAISE(ABORT, 'intake: no person of this number (ask the table person)');
END;
CREATE TRIGGER intake_has_food_insert BEFORE INSERT ON intake
WHEN NOT EXISTS (SELECT 1 FROM food r WHERE r.food_id = NEW.food_id)
BEGIN
  SELECT RAISE(ABORT, 'intake: no food of this number (ask the table food)');
END;
CREATE TRIGGER intake_has_food_update AFTER UPDATE ON intake
WHEN NOT EXISTS (SELECT 1 FROM food r WHERE r.food_id = NEW.food_id)
BEGIN
  SELECT RAISE(ABORT, 'intake: no food of this number (ask the table food)');
END;
-- Every entry has its day added up again: a day without end would end that.
CREATE TRIGGER intake_day_has_room_insert BEFORE INSERT ON intake
WHEN EXISTS (SELECT 1 FROM intake i WHERE i.person_id = NEW.person_id AND i.day = NEW.day
             LIMIT 1 OFFSET 999)
BEGIN
  SELECT RAISE(ABORT, 'intake: the day has 1000 entries, and a day cannot have more');
END;
CREATE TRIGGER intake_day_has_room_update AFTER UPDATE OF day, person_id ON intake
WHEN (NEW.day IS NOT OLD.day OR NEW.person_id IS NOT OLD.person_id)
  AND EXISTS (SELECT 1 FROM intake i WHERE i.person_id = NEW.person_id AND i.day = NEW.day
              LIMIT 1 OFFSET 1000)
BEGIN
  SELECT RAISE(ABORT, 'intake: the day has 1000 entries, and a day cannot have more');
END;
CREATE TRIGGER intake_is_new BEFORE INSERT ON intake
WHEN EXISTS (SELECT 1 FROM intake i WHERE i.intake_id = NEW.intake_id)
BEGIN
  SELECT RAISE(ABORT, 'intake: an entry of this number exists; leave intake_id out for a new one');
END;
CREATE TRIGGER intake_keeps_its_number AFTER UPDATE ON intake
WHEN NEW.intake_id IS NOT OLD.intake_id
BEGIN
  SELECT RAISE(ABORT, 'intake: the number of an entry cannot be changed');
END;
CREATE TRIGGER intake_is_after_birth_insert BEFORE INSERT ON intake
WHEN EXISTS (SELECT 1 FROM person p WHERE p.person_id = NEW.person_id AND p.born > NEW.day)
BEGIN
  SELECT RAISE(ABORT, 'intake: the day is before the person was born (person.born)');
END;
CREATE TRIGGER intake_is_after_birth_update AFTER UPDATE OF day, person_id ON intake
WHEN EXISTS (SELECT 1 FROM person p WHERE p.person_id = NEW.person_id AND p.born > NEW.day)
BEGIN
  SELECT RAISE(ABORT, 'intake: the day is before the person was born (person.born)');
END;
