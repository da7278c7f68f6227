-- The forms in which a measure answers, see food_measure_name. Fixed.
CREATE TABLE measure_form (
  form   INTEGER PRIMARY KEY,
  suffix TEXT    NOT NULL,
  step   INTEGER NOT NULL
) STRICT;
INSERT INTO measure_form (form, suffix, step) VALUES (1, '', 1), (2, '', 3), (3, 's', 3), (4, 'es', 3);
