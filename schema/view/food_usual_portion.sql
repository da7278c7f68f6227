-- The usual portion of a food, one row a food at most. how says where it comes from: own (its source
-- names it), same food (a tied food's), category (its own portion nearest to the category's median
-- usual grams, from half to double of it: a guess). is_countable: the portion is a thing one counts
-- (an egg, a slice), so that "2" of the food can mean two of it; 2 cups or ounces must be said.
-- Written as one join, without sorting or a look through the ties of a food that has none: it is read
-- for every food at once.
CREATE VIEW food_usual_portion AS
SELECT f.food_id, p.measure, p.grams,
       CASE WHEN p.food_id <> f.food_id THEN 'same food'
            WHEN p.is_usual THEN 'own' ELSE 'category' END AS how,
       p.measure NOT GLOB '[0-9]*' AND p.measure NOT LIKE 'half %' AND p.measure <> 'half'
         AND p.measure NOT LIKE 'serving%'
         AND p.measure NOT LIKE '% cup%'
         AND NOT EXISTS (
           SELECT 1 FROM unit_name n JOIN unit u ON u.unit = n.unit
           WHERE u.dimension IN ('mass', 'volume')
             AND n.name = trim(substr(p.measure, 1, min(instr(p.measure || ',', ','),
                                                        instr(p.measure || '(', '(')) - 1)))
         AS is_countable
FROM food f
LEFT JOIN food_same_as t ON t.food_id = f.food_id
LEFT JOIN food_category c ON c.category_id = f.category_id
CROSS JOIN food_portion p ON p.food_id = CASE
  WHEN t.tie_id IS NULL THEN f.food_id
  ELSE coalesce((SELECT o.food_id FROM food_portion o WHERE o.food_id = f.food_id AND o.is_usual = 1),
                (SELECT b.same_food_id FROM food_tied b
                 JOIN food_portion o ON o.food_id = b.same_food_id AND o.is_usual = 1
                 WHERE b.food_id = f.food_id ORDER BY b.rank LIMIT 1),
                f.food_id) END
WHERE p.is_usual = 1
   OR (p.grams BETWEEN c.usual_grams / 2 AND c.usual_grams * 2
       AND NOT EXISTS (
         SELECT 1 FROM food_portion o
         WHERE o.food_id = p.food_id
           AND (o.is_usual = 1
                OR (o.grams BETWEEN c.usual_grams / 2 AND c.usual_grams * 2
                    AND (abs(o.grams - c.usual_grams), o.portion_no)
                      < (abs(p.grams - c.usual_grams), p.portion_no)))));
