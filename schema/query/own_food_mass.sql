-- How many grams one of a nutrient's unit is; no row where the unit is none of mass.
SELECT u.factor FROM nutrient n
JOIN unit u ON u.unit = n.unit AND u.dimension = 'mass'
WHERE n.nutrient_id = :nutrient;
