-- Files with a person's name in theirs.
UPDATE import_file
SET file = 'forgotten ' || hex(randomblob(8)), note = NULL
WHERE instr(lower(file), lower(:name)) > 0;
