UPDATE person
SET sex = :sex, born = :born, age_months = :age_months, authority = coalesce(:authority, 'us')
WHERE name = :name;
