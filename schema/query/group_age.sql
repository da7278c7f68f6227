SELECT g.age_min_months, g.age_max_months, g.name FROM age_group g ORDER BY g.age_min_months;
