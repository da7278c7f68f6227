-- Files with a person's name in theirs, and what was noted of a file that has it.
UPDATE import_file
SET file = iif(instr(lower(file), lower(:name)) > 0, 'forgotten ' || hex(randomblob(8)), file), note = NULL
WHERE instr(lower(file), lower(:name)) > 0 OR instr(lower(note), lower(:name)) > 0;
