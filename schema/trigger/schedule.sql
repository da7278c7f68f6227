-- The plain shell has foreign_keys off and OR REPLACE deletes without a word: these refuse both.
CREATE TRIGGER schedule_has_person_insert BEFORE INSERT ON schedule
WHEN NOT EXISTS (SELECT 1 FROM person r WHERE r.person_id = NEW.person_id)
BEGIN
  SELECT RAISE(ABORT, 'schedule: no person of this number (ask the table person)');
END;
CREATE TRIGGER schedule_has_person_update AFTER UPDATE ON schedule
WHEN NOT EXISTS (SELECT 1 FROM person r WHERE r.person_id = NEW.person_id)
BEGIN
  SELECT RAISE(ABORT, 'schedule: no person of this number (ask the table person)');
END;
CREATE TRIGGER schedule_has_food_insert BEFORE INSERT ON schedule
WHEN NOT EXISTS (SELECT 1 FROM food r WHERE r.food_id = NEW.food_id)
BEGIN
  SELECT RAISE(ABORT, 'schedule: no food of this number (ask the table food)');
END;
CREATE TRIGGER schedule_has_food_update AFTER UPDATE ON schedule
WHEN NOT EXISTS (SELECT 1 FROM food r WHERE r.food_id = NEW.food_id)
BEGIN
  SELECT RAISE(ABORT, 'schedule: no food of this number (ask the table food)');
END;
CREATE TRIGGER schedule_is_new BEFORE INSERT ON schedule
WHEN EXISTS (SELECT 1 FROM schedule s WHERE s.schedule_id = NEW.schedule_id)
BEGIN
  SELECT RAISE(ABORT, 'schedule: a dose of this number exists; leave schedule_id out for a new one');
END;
CREATE TRIGGER schedule_keeps_its_number AFTER UPDATE ON schedule
WHEN NEW.schedule_id IS NOT OLD.schedule_id
BEGIN
  SELECT RAISE(ABORT, 'schedule: the number of a dose cannot be changed');
END;
