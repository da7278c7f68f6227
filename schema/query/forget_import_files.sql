-- The files of an import, without their names and what would know them again.
UPDATE import_file
SET file = 'forgotten ' || hex(randomblob(8)), note = NULL,
    sha256 = '0000000000000000000000000000000000000000000000000000000000000000'
WHERE import_id = :id;
