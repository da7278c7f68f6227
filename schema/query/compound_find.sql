-- The compounds that a name can mean.
SELECT c.compound_id, c.nutrient_id, c.name, c.elemental_percent, c.note
FROM compound_named c
WHERE c.called = trim(:compound)
ORDER BY c.compound_id;
