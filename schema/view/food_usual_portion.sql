-- The usual portion of a food, one row a food at most. how says where it comes from: own (its source
-- names it), same food (a tied food's), category (its own portion nearest to the category's median
-- usual grams, from half to double of it: a guess). is_countable: the portion is a thing one counts
-- (an egg, a slice), so that "2" of the food can mean two of it; 2 cups or ounces must be said.
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
JOIN food_portion p ON p.food_id = coalesce(
    (SELECT o.food_id FROM food_portion o WHERE o.food_id = f.food_id AND o.is_usual = 1),
    (SELECT t.same_food_id FROM food_tied t
     JOIN food_portion o ON o.food_id = t.same_food_id AND o.is_usual = 1
     WHERE t.food_id = f.food_id ORDER BY t.rank LIMIT 1),
    f.food_id)
  AND p.portion_no = coalesce(
    (SELECT o.portion_no FROM food_portion o WHERE o.food_id = p.food_id AND o.is_usual = 1),
    (SELECT o.portion_no FROM food_portion o
     JOIN food_category c ON c.category_id = f.category_id
     WHERE o.food_id = p.food_id
       AND o.grams BETWEEN c.usual_grams / 2 AND c.usual_grams * 2
     ORDER BY abs(o.grams - c.usual_grams), o.portion_no LIMIT 1));
