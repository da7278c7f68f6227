-- Volumes of a food measured by weight, as its own measure of another volume has them: a cup of 244 g
-- makes 100 ml 103 g. Its measures of the largest volume decide, being weighed best. No density is
-- invented: a food without a measure of volume has no row. grams of ONE, by every name of the unit.
CREATE VIEW food_volume AS
SELECT m.food_id, n.name, m.measure, m.grams * u.factor / m.millilitres AS grams
FROM food_measure_volume m
JOIN unit u ON u.dimension = 'volume'
JOIN unit_name n ON n.unit = u.unit
WHERE m.millilitres = (SELECT max(o.millilitres) FROM food_measure_volume o
                       WHERE o.food_id = m.food_id);
