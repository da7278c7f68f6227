-- Persons of NHANES: c1 the number, c2 SEQN, c3 the sex, c4 the age in months.
INSERT INTO person (person_id, name, sex, age_months)
SELECT f.c1, 'NHANES ' || f.c2, f.c3, f.c4 FROM nutri_feed f;
