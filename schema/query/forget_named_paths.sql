-- Paths with a person's name in them.
UPDATE import SET path = 'forgotten' WHERE instr(lower(path), lower(:name)) > 0;
