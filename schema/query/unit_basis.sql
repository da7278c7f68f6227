-- In what a food is measured that comes in a unit: g, ml, or units.
SELECT CASE u.dimension WHEN 'mass' THEN 'g' WHEN 'volume' THEN 'ml' ELSE 'unit' END, u.factor,
       u.dimension IN ('mass', 'volume', 'count')
FROM unit_name n
JOIN unit u ON u.unit = n.unit
WHERE n.name = trim(:measure);
