-- One stage of one person cannot hold twice at once, and only women are pregnant or lactating.
CREATE TRIGGER life_stage_has_person_insert BEFORE INSERT ON life_stage
WHEN NOT EXISTS (SELECT 1 FROM person r WHERE r.person_id = NEW.person_id)
BEGIN
  SELECT RAISE(ABORT, 'life_stage: no person of this number (ask the table person)');
END;
CREATE TRIGGER life_stage_has_person_update BEFORE UPDATE OF person_id ON life_stage
WHEN NOT EXISTS (SELECT 1 FROM person r WHERE r.person_id = NEW.person_id)
BEGIN
  SELECT RAISE(ABORT, 'life_stage: no person of this number (ask the table person)');
END;
CREATE TRIGGER life_stage_does_not_overlap_insert BEFORE INSERT ON life_stage
WHEN EXISTS (
  SELECT 1 FROM life_stage l
  WHERE l.person_id = NEW.person_id AND l.stage = NEW.stage
    AND l.from_day <= coalesce(NEW.to_day, '9999-12-31')
    AND NEW.from_day <= coalesce(l.to_day, '9999-12-31'))
BEGIN
  SELECT RAISE(ABORT, 'life_stage: the person has this stage already on some of these days');
END;
CREATE TRIGGER life_stage_is_a_womans_insert BEFORE INSERT ON life_stage
WHEN EXISTS (SELECT 1 FROM person p WHERE p.person_id = NEW.person_id AND p.sex = 'male')
BEGIN
  SELECT RAISE(ABORT, 'life_stage: the person is male (person.sex)');
END;
CREATE TRIGGER life_stage_is_after_birth_insert BEFORE INSERT ON life_stage
WHEN EXISTS (SELECT 1 FROM person p WHERE p.person_id = NEW.person_id AND p.born > NEW.from_day)
BEGIN
  SELECT RAISE(ABORT, 'life_stage: the stage begins before the person was born (person.born)');
END;
CREATE TRIGGER life_stage_does_not_overlap_update BEFORE UPDATE ON life_stage
WHEN EXISTS (
  SELECT 1 FROM life_stage l
  WHERE l.person_id = NEW.person_id AND l.stage = NEW.stage AND l.life_stage_id <> OLD.life_stage_id
    AND l.from_day <= coalesce(NEW.to_day, '9999-12-31')
    AND NEW.from_day <= coalesce(l.to_day, '9999-12-31'))
BEGIN
  SELECT RAISE(ABORT, 'life_stage: the person has this stage already on some of these days');
END;
CREATE TRIGGER life_stage_is_a_womans_update BEFORE UPDATE ON life_stage
WHEN EXISTS (SELECT 1 FROM person p WHERE p.person_id = NEW.person_id AND p.sex = 'male')
BEGIN
  SELECT RAISE(ABORT, 'life_stage: the person is male (person.sex)');
END;
CREATE TRIGGER life_stage_is_after_birth_update BEFORE UPDATE ON life_stage
WHEN EXISTS (SELECT 1 FROM person p WHERE p.person_id = NEW.person_id AND p.born > NEW.from_day)
BEGIN
  SELECT RAISE(ABORT, 'life_stage: the stage begins before the person was born (person.born)');
END;
CREATE TRIGGER life_stage_is_new BEFORE INSERT ON life_stage
WHEN EXISTS (SELECT 1 FROM life_stage o WHERE o.life_stage_id = NEW.life_stage_id)
BEGIN
  SELECT RAISE(ABORT, 'life_stage: a stage of this number exists; leave life_stage_id out for a new one');
END;
CREATE TRIGGER life_stage_keeps_its_number BEFORE UPDATE ON life_stage
WHEN NEW.life_stage_id IS NOT OLD.life_stage_id
BEGIN
  SELECT RAISE(ABORT, 'life_stage: the number of a stage cannot be changed');
END;
