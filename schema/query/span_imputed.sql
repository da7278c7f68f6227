-- How many entries of a span have an imputed value of a nutrient, and what they add up to.
SELECT count(*), total(m.value)
FROM intake_imputed m
WHERE m.person_id = :person AND m.nutrient_id = :nutrient
  AND m.day BETWEEN coalesce(:from, '0001-01-01') AND coalesce(:to, '9999-12-31');
