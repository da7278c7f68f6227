-- Every name a household measure of a food answers to, in lower case, and the grams (ml) of ONE.
-- step: 0 any name of the usual portion; 1 a measure as the food has it, and its plural (cups, boxes,
-- cherries, leaves); 3 its head, the text before a comma or bracket and without a leading count of one
-- ("cup" for "1 cup, chopped"), and the whole without commas ("cup chopped"); 4 its first word ("cup"
-- for "cup shredded"); 3 and 4 in the plural too. Before 3 stand the units of mass and volume, see
-- food_unit, and after 4 volumes by the food's own measure of another volume, see food_volume. The
-- lowest step that has a name decides; two amounts within it that differ by more than 2 % are
-- ambiguous, else the smaller is taken.
CREATE VIEW food_measure_name AS
SELECT b.food_id, b.measure, b.grams, b.step,
       substr(b.base, 1, length(b.base) - length(b.ending)) || b.suffix
         || CASE b.part WHEN 3 THEN b.rest ELSE '' END AS name
FROM (SELECT m.food_id, m.measure, m.grams, m.rest, v.part, v.ending, v.suffix,
             CASE WHEN m.is_usual THEN 0 ELSE v.step END AS step,
             CASE v.part WHEN 0 THEN lower(m.measure) WHEN 1 THEN m.head ELSE m.first_word END AS base
      FROM food_measure_part m
      CROSS JOIN measure_form v) b
WHERE b.ending = '' OR b.base LIKE '%' || b.ending;
