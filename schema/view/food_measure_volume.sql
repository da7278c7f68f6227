-- The measures of volume of a food measured by weight, with the millilitres of ONE.
CREATE VIEW food_measure_volume AS
SELECT m.food_id, m.measure, m.grams, w.factor AS millilitres
FROM food_measure_part m
JOIN unit_name h
  ON h.name = CASE WHEN m.text LIKE 'fl oz%' THEN 'fl oz' ELSE m.first_word END
JOIN unit w ON w.unit = h.unit AND w.dimension = 'volume'
JOIN food f ON f.food_id = m.food_id AND f.basis = 'g';
