-- The units of mass or volume a food is measured in without a household measure, by every name they
-- have, and how much ONE is in the food's basis (g, ml, unit).
CREATE VIEW food_unit AS
SELECT f.food_id, n.name, u.unit, u.factor AS amount
FROM food f
JOIN unit u ON u.dimension = CASE f.basis WHEN 'g' THEN 'mass' WHEN 'ml' THEN 'volume' ELSE 'count' END
JOIN unit_name n ON n.unit = u.unit;
