-- Pregnancies, on the undated days of the recalls: c1 the person, c2 the first day, c3 the last.
INSERT INTO life_stage (person_id, stage, from_day, to_day)
SELECT f.c1, 'pregnant', f.c2, f.c3 FROM nutri_feed f;
