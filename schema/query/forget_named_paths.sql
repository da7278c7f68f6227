-- Paths with a person's name in them, and what was said of a file that has it in its own.
UPDATE import SET path = iif(instr(lower(path), lower(:name)) > 0, 'forgotten', path),
                  found = iif(instr(lower(found), lower(:name)) > 0, 'forgotten', found)
WHERE instr(lower(path), lower(:name)) > 0 OR instr(lower(found), lower(:name)) > 0;
