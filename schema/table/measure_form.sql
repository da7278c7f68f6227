-- The forms in which a measure answers, see food_measure_name. part: 0 the whole text, 1 what stands
-- before a comma or bracket, 2 the first word, 3 the first word and the rest without commas. ending
-- is what suffix takes the place of (cherry, cherries). Fixed.
CREATE TABLE measure_form (
  form   INTEGER PRIMARY KEY,
  part   INTEGER NOT NULL,
  ending TEXT    NOT NULL,
  suffix TEXT    NOT NULL,
  step   INTEGER NOT NULL
) STRICT;
INSERT INTO measure_form (form, part, ending, suffix, step) VALUES
  (1, 0, '', '', 1), (2, 0, '', 's', 1), (3, 0, '', 'es', 1), (4, 0, 'y', 'ies', 1), (5, 0, 'f', 'ves', 1),
  (6, 1, '', '', 3), (7, 1, '', 's', 3), (8, 1, '', 'es', 3), (9, 1, 'y', 'ies', 3), (10, 1, 'f', 'ves', 3),
  (11, 2, '', '', 4), (12, 2, '', 's', 4), (13, 2, '', 'es', 4), (14, 2, 'y', 'ies', 4), (15, 2, 'f', 'ves', 4),
  (16, 3, '', '', 3), (17, 3, '', 's', 3), (18, 3, '', 'es', 3), (19, 3, 'y', 'ies', 3), (20, 3, 'f', 'ves', 3);
