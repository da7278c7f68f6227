-- A food's measures taken apart: text without a leading count of one ("cup, chopped" of "1 cup,
-- chopped"), head, the text before a comma or bracket, first_word, and rest, what follows it without
-- commas (" chopped"), all in lower case.
CREATE VIEW food_measure_part AS
SELECT o.food_id, o.measure, o.grams, o.is_usual, o.text,
       trim(substr(o.text, 1, min(instr(o.text || ',', ','), instr(o.text || '(', '(')) - 1)) AS head,
       rtrim(substr(o.text, 1, instr(o.text || ' ', ' ') - 1), ',') AS first_word,
       replace(substr(o.text, instr(o.text || ' ', ' ')), ',', '') AS rest
FROM (SELECT m.food_id, m.measure, m.grams, m.is_usual,
             lower(substr(m.measure, CASE WHEN m.measure LIKE '1 %' THEN 3 ELSE 1 END)) AS text
      FROM food_measure m) o;
