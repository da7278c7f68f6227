-- Every name a household measure of a food answers to, in lower case, and the grams (ml) of ONE.
-- step: 0 any name of the usual portion; 1 a measure as the food has it; 3 its head, the text before a
-- comma or bracket and without a leading count of one ("cup" for "1 cup, chopped"), and the head's
-- plural; 4 its first word ("cup" for "cup shredded"). Before 3 stand the units of mass and volume,
-- see food_unit, and after 4 volumes by the food's own
-- measure of another volume, see food_volume. The lowest step that has a name decides; two amounts within it that differ by more
-- than 2 % are ambiguous, else the smaller is taken.
CREATE VIEW food_measure_name AS
SELECT m.food_id, m.measure, m.grams,
       CASE WHEN m.is_usual THEN 0 ELSE v.step END AS step,
       CASE v.part WHEN 0 THEN lower(m.measure) WHEN 1 THEN m.head ELSE m.first_word END
         || v.suffix AS name
FROM food_measure_part m
CROSS JOIN measure_form v;
