SELECT p.name, p.sex, p.born, p.age_months, p.authority FROM person p WHERE p.name = :name;
