-- The plain shell has foreign_keys off and OR REPLACE deletes without a word: these refuse both.
CREATE TRIGGER person_is_new BEFORE INSERT ON person
WHEN EXISTS (SELECT 1 FROM person p WHERE p.name = NEW.name OR p.person_id = NEW.person_id)
BEGIN
  SELECT RAISE(ABORT, 'person: a person of this name or number exists');
END;
CREATE TRIGGER person_keeps_names_apart BEFORE UPDATE ON person
WHEN NEW.person_id IS NOT OLD.person_id
  OR EXISTS (SELECT 1 FROM person p WHERE p.name = NEW.name AND p.person_id <> OLD.person_id)
BEGIN
  SELECT RAISE(ABORT, 'person: another person has this name, or the number was to change');
END;
CREATE TRIGGER person_is_born_before_eating BEFORE UPDATE OF born ON person
WHEN EXISTS (SELECT 1 FROM intake_day d WHERE d.person_id = OLD.person_id AND d.day < NEW.born)
BEGIN
  SELECT RAISE(ABORT, 'person: the diary has days before this birth date');
END;
CREATE TRIGGER person_is_born_before_stage BEFORE UPDATE OF born ON person
WHEN EXISTS (SELECT 1 FROM life_stage l WHERE l.person_id = OLD.person_id AND l.from_day < NEW.born)
BEGIN
  SELECT RAISE(ABORT, 'person: a life stage begins before this birth date (ask life_stage)');
END;
CREATE TRIGGER person_with_stage_is_no_man BEFORE UPDATE OF sex ON person
WHEN NEW.sex = 'male'
  AND EXISTS (SELECT 1 FROM life_stage l WHERE l.person_id = OLD.person_id)
BEGIN
  SELECT RAISE(ABORT, 'person: the person has been pregnant or lactating (ask life_stage)');
END;
CREATE TRIGGER person_has_no_diary BEFORE DELETE ON person
WHEN EXISTS (SELECT 1 FROM intake_day d WHERE d.person_id = OLD.person_id)
  OR EXISTS (SELECT 1 FROM schedule s WHERE s.person_id = OLD.person_id)
BEGIN
  SELECT RAISE(ABORT, 'person: the person has a diary; delete its entries first');
END;
CREATE TRIGGER person_takes_all_along AFTER DELETE ON person
BEGIN
  DELETE FROM life_stage WHERE person_id = OLD.person_id;
  DELETE FROM target WHERE person_id = OLD.person_id;
  DELETE FROM observation WHERE person_id = OLD.person_id;
  DELETE FROM food_alias WHERE person_id = OLD.person_id;
  DELETE FROM import_reject WHERE person_id = OLD.person_id;
END;
CREATE TRIGGER observation_has_person_insert BEFORE INSERT ON observation
WHEN NOT EXISTS (SELECT 1 FROM person r WHERE r.person_id = NEW.person_id)
BEGIN
  SELECT RAISE(ABORT, 'observation: no person of this number (ask the table person)');
END;
CREATE TRIGGER observation_has_person_update AFTER UPDATE OF person_id ON observation
WHEN NOT EXISTS (SELECT 1 FROM person r WHERE r.person_id = NEW.person_id)
BEGIN
  SELECT RAISE(ABORT, 'observation: no person of this number (ask the table person)');
END;
CREATE TRIGGER food_alias_has_person_insert BEFORE INSERT ON food_alias
WHEN NEW.person_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM person r WHERE r.person_id = NEW.person_id)
BEGIN
  SELECT RAISE(ABORT, 'food_alias: no person of this number (ask the table person)');
END;
CREATE TRIGGER food_alias_has_person_update BEFORE UPDATE OF person_id ON food_alias
WHEN NEW.person_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM person r WHERE r.person_id = NEW.person_id)
BEGIN
  SELECT RAISE(ABORT, 'food_alias: no person of this number (ask the table person)');
END;
CREATE TRIGGER food_alias_has_food_insert BEFORE INSERT ON food_alias
WHEN NOT EXISTS (SELECT 1 FROM food r WHERE r.food_id = NEW.food_id)
BEGIN
  SELECT RAISE(ABORT, 'food_alias: no food of this number (ask the table food)');
END;
CREATE TRIGGER food_alias_has_food_update BEFORE UPDATE OF food_id ON food_alias
WHEN NOT EXISTS (SELECT 1 FROM food r WHERE r.food_id = NEW.food_id)
BEGIN
  SELECT RAISE(ABORT, 'food_alias: no food of this number (ask the table food)');
END;
CREATE TRIGGER observation_is_new BEFORE INSERT ON observation
WHEN EXISTS (SELECT 1 FROM observation o WHERE o.observation_id = NEW.observation_id)
BEGIN
  SELECT RAISE(ABORT, 'observation: an observation of this number exists; leave observation_id out for a new one');
END;
CREATE TRIGGER observation_keeps_its_number AFTER UPDATE ON observation
WHEN NEW.observation_id IS NOT OLD.observation_id
BEGIN
  SELECT RAISE(ABORT, 'observation: the number of an observation cannot be changed');
END;
