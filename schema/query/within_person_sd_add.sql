INSERT INTO within_person_sd (sd_set, nutrient_id, sex, age_min_months, age_max_months, sd, cv_percent,
  source, confidence, note, persons, days)
VALUES (:sd_set, :nutrient, :sex, :age_min, :age_max, :sd, :cv_percent, :source, 'own estimate', NULL,
  :persons, :days);
