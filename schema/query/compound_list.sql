-- All compounds, or those that a name can mean.
SELECT c.name, c.formula, n.nutrient_id, n.name, c.elemental_percent, c.note, c.source
FROM compound c
JOIN nutrient n ON n.nutrient_id = c.nutrient_id
WHERE :compound IS NULL
   OR c.compound_id IN (SELECT m.compound_id FROM compound_named m WHERE m.called = trim(:compound))
ORDER BY c.elemental_percent DESC, c.compound_id;
