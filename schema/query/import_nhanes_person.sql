-- A person of NHANES who is there: what a file may say of that person.
SELECT p.person_id, p.sex, p.age_months, s.survey, s.weight, s.weight_two_days, s.stratum, s.psu
FROM person p
LEFT JOIN survey s ON s.person_id = p.person_id
WHERE p.name = 'NHANES ' || :seqn;
