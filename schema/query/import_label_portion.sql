-- The label's serving as the food's usual portion, and ONE of the household measure that the label says
-- it is: of "3 PIECES" a piece. A household serving without a number in front ("Amount per serving")
-- is none, nor is a unit that the food is weighed in anyway. ONZ and OZA are ounces in UN/CEFACT's
-- codes. The numbers stand behind all that food_portion.csv gives.
WITH serving AS (
  SELECT l.food_id, l.serving_size * u.factor AS grams, trim(l.household_serving) AS text
  FROM nutri_taken t
  CROSS JOIN food_label l ON l.food_id = t.food_id
  CROSS JOIN label_unit u ON u.unit = l.serving_unit AND u.factor IS NOT NULL
  WHERE l.serving_size * u.factor <= 1e6
), household AS (
  SELECT n.food_id, n.grams,
         CASE trim(n.text) WHEN 'ONZ' THEN 'oz' WHEN 'OZA' THEN 'fl oz'
              ELSE substr(trim(n.text), 1, 300) END AS measure,
         CASE WHEN n.number GLOB '[1-9]/[1-9]'
              THEN CAST(substr(n.number, 1, 1) AS REAL) / CAST(substr(n.number, 3) AS REAL)
              WHEN n.number NOT GLOB '*[^0-9.]*' THEN CAST(n.number AS REAL) END AS number
  FROM (SELECT s.food_id, s.grams, substr(s.text, 1, instr(s.text, ' ') - 1) AS number,
               substr(s.text, instr(s.text, ' ')) AS text
        FROM serving s) n
)
INSERT INTO food_portion (food_id, portion_no, measure, grams, is_usual)
SELECT s.food_id, 10001, 'serving', s.grams,
       NOT EXISTS (SELECT 1 FROM food_portion o
                   WHERE o.food_id = s.food_id AND o.portion_no <> 10001 AND o.is_usual = 1)
FROM serving s
UNION ALL
SELECT h.food_id, 10002, h.measure, h.grams / h.number, 0
FROM household h
JOIN food f ON f.food_id = h.food_id
WHERE h.number >= 0.01 AND h.grams / h.number <= 1e6 AND h.measure GLOB '[A-Za-z]*'
  AND NOT EXISTS (
    SELECT 1 FROM unit_name n JOIN unit u ON u.unit = n.unit
    WHERE n.name = h.measure AND u.dimension = CASE f.basis WHEN 'ml' THEN 'volume' ELSE 'mass' END)
ON CONFLICT (food_id, portion_no) DO UPDATE SET measure = excluded.measure, grams = excluded.grams
WHERE food_portion.measure <> excluded.measure OR food_portion.grams <> excluded.grams;
