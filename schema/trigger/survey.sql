-- The plain shell has foreign_keys off and OR REPLACE deletes without a word: these refuse both.
CREATE TRIGGER survey_has_person_insert BEFORE INSERT ON survey
WHEN NOT EXISTS (SELECT 1 FROM person r WHERE r.person_id = NEW.person_id)
BEGIN
  SELECT RAISE(ABORT, 'survey: no person of this number (ask the table person)');
END;
CREATE TRIGGER survey_is_new BEFORE INSERT ON survey
WHEN EXISTS (SELECT 1 FROM survey o WHERE o.person_id = NEW.person_id)
BEGIN
  SELECT RAISE(ABORT, 'survey: the person is of a survey already');
END;
CREATE TRIGGER survey_keeps_its_person AFTER UPDATE ON survey
WHEN NEW.person_id IS NOT OLD.person_id
BEGIN
  SELECT RAISE(ABORT, 'survey: whose row it is cannot be changed');
END;
CREATE TRIGGER person_tag_has_person_insert BEFORE INSERT ON person_tag
WHEN NOT EXISTS (SELECT 1 FROM person r WHERE r.person_id = NEW.person_id)
BEGIN
  SELECT RAISE(ABORT, 'person_tag: no person of this number (ask the table person)');
END;
CREATE TRIGGER person_tag_has_person_update BEFORE UPDATE OF person_id ON person_tag
WHEN NOT EXISTS (SELECT 1 FROM person r WHERE r.person_id = NEW.person_id)
BEGIN
  SELECT RAISE(ABORT, 'person_tag: no person of this number (ask the table person)');
END;
