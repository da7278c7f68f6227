-- Every name a household measure of a food answers to, in lower case, and the grams (ml) of ONE.
-- step: 0 any name of the usual portion; 1 a measure as the food has it; 3 its head, the text before a
-- comma or bracket and without a leading count of one ("cup" for "1 cup, chopped"), and the head's
-- plural; 4 its first word ("cup" for "cup shredded"). Before 3 stand the units of mass and volume,
-- see food_unit. The lowest step that has a name decides; two amounts within it that differ by more
-- than 2 % are ambiguous, else the smaller is taken.
CREATE VIEW food_measure_name AS
SELECT m.food_id, m.measure, m.grams,
       CASE WHEN m.is_usual THEN 0 ELSE v.step END AS step,
       lower(CASE v.part
         WHEN 0 THEN m.measure
         WHEN 1 THEN trim(substr(m.text, 1, min(instr(m.text || ',', ','),
                                                instr(m.text || '(', '(')) - 1))
         ELSE substr(m.text, 1, instr(m.text || ' ', ' ') - 1) END) || v.suffix AS name
FROM (SELECT o.food_id, o.measure, o.grams, o.is_usual,
             substr(o.measure, CASE WHEN o.measure LIKE '1 %' THEN 3 ELSE 1 END) AS text
      FROM food_measure o) m
CROSS JOIN measure_form v;
