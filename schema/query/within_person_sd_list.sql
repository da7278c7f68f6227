SELECT w.sd_set, w.nutrient_id, n.name, n.unit, w.sex, w.age_min_months, w.age_max_months, w.sd,
       w.cv_percent, w.persons, w.days, w.source
FROM within_person_sd w
JOIN nutrient n ON n.nutrient_id = w.nutrient_id
ORDER BY w.sd_set <> 'IOM', w.sd_set, n.name, w.sex, w.age_min_months;
