-- Volumes of a food measured by weight, as its own measure of another volume has them: a cup of 244 g
-- makes 100 ml 103 g. No density is invented: a food without a measure of volume has no row. grams of
-- ONE, by every name of the unit.
CREATE VIEW food_volume AS
SELECT m.food_id, n.name, m.measure, m.grams * u.factor / w.factor AS grams
FROM food_measure_part m
JOIN unit_name h ON h.name = CASE WHEN m.text LIKE 'fl oz%' THEN 'fl oz' ELSE m.first_word END
JOIN unit w ON w.unit = h.unit AND w.dimension = 'volume'
JOIN unit u ON u.dimension = 'volume'
JOIN unit_name n ON n.unit = u.unit
JOIN food f ON f.food_id = m.food_id AND f.basis = 'g';
