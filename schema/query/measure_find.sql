-- What a measure means for a food, lowest step first (food_measure_name): the usual portion, a measure
-- as the food has it, a unit, a measure's head or first word, a volume by another measure. It is looked
-- for as typed, without commas, and under all spellings of a unit that it is or begins with
-- ("tablespoons chopped"). The trigger of the view diary has the same rules.
SELECT m.step, m.measure, m.grams FROM food_measure_name m
WHERE m.food_id = :food
  AND m.name IN (SELECT lower(trim(:measure))
                 UNION SELECT lower(replace(trim(:measure), ',', ''))
                 UNION SELECT lower(o.name) FROM unit_name n
                 JOIN unit_name o ON o.unit = n.unit
                 WHERE n.name = trim(:measure)
                 UNION SELECT lower(o.name || replace(substr(trim(:measure), instr(trim(:measure) || ' ', ' ')), ',', ''))
                 FROM unit_name n
                 JOIN unit_name o ON o.unit = n.unit
                 WHERE n.name = rtrim(substr(trim(:measure), 1, instr(trim(:measure) || ' ', ' ') - 1), ','))
UNION ALL
SELECT 2, u.unit, u.amount FROM food_unit u
WHERE u.food_id = :food AND u.name = trim(:measure)
UNION ALL
SELECT 5, v.measure, v.grams FROM food_volume v
WHERE v.food_id = :food AND v.name = trim(:measure)
ORDER BY 1, 3;
