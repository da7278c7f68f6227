-- Whether a word is a unit, of anything.
SELECT 1 FROM unit_name n WHERE n.name = trim(:measure);
