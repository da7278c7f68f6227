-- Every name a household measure of a food answers to, in lower case, and the grams (ml) of ONE.
-- step: 0 any name of the usual portion; 1 a measure as the food has it; 3 its head, the text before a
-- comma or bracket and without a leading count of one ("cup" for "1 cup, chopped"), and the head's
-- plural. Before 3 stand the units of mass and volume, see food_unit. The lowest step that has a name
-- decides; two amounts within it that differ by more than 2 % are ambiguous, else the smaller is taken.
CREATE VIEW food_measure_name AS
SELECT m.food_id, m.measure, m.grams,
       CASE WHEN m.is_usual THEN 0 ELSE v.step END AS step,
       CASE v.form WHEN 1 THEN lower(m.measure) ELSE
         lower(trim(substr(
           m.measure,
           CASE WHEN m.measure LIKE '1 %' THEN 3 ELSE 1 END,
           min(instr(m.measure || ',', ','), instr(m.measure || '(', '('))
             - CASE WHEN m.measure LIKE '1 %' THEN 3 ELSE 1 END))) || v.suffix
       END AS name
FROM food_measure m
CROSS JOIN measure_form v;
