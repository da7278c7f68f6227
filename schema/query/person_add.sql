INSERT INTO person (name, sex, born, age_months, authority)
VALUES (:name, :sex, :born, :age_months, coalesce(:authority, 'us'));
