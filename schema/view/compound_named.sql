-- What a compound's name can mean: its own name means it alone, what labels call it can mean several.
CREATE VIEW compound_named AS
SELECT c.name AS called, c.compound_id, c.nutrient_id, c.name, c.formula, c.elemental_percent, c.note,
       c.source
FROM compound c
UNION ALL
SELECT m.name, c.compound_id, c.nutrient_id, c.name, c.formula, c.elemental_percent, c.note, c.source
FROM compound_name m
JOIN compound c ON c.compound_id = m.compound_id
WHERE NOT EXISTS (SELECT 1 FROM compound o WHERE o.name = m.name);
