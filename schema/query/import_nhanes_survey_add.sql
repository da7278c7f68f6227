-- How persons were drawn: c1 the person, c2 the survey, c3 and c4 the weights, c5 stratum, c6 PSU.
INSERT INTO survey (person_id, survey, weight, weight_two_days, stratum, psu, import_id)
SELECT f.c1, f.c2, f.c3, f.c4, f.c5, f.c6, :import FROM nutri_feed f;
