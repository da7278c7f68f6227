-- The forms in which a measure answers, see food_measure_name: part 0 the whole text, 1 what stands
-- before a comma or bracket, 2 the first word. Fixed.
CREATE TABLE measure_form (
  form   INTEGER PRIMARY KEY,
  part   INTEGER NOT NULL,
  suffix TEXT    NOT NULL,
  step   INTEGER NOT NULL
) STRICT;
INSERT INTO measure_form (form, part, suffix, step) VALUES
  (1, 0, '', 1), (2, 1, '', 3), (3, 1, 's', 3), (4, 1, 'es', 3), (5, 2, '', 4), (6, 2, 's', 4);
