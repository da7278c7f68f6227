DELETE FROM within_person_sd WHERE sd_set = :sd_set AND (:nutrient IS NULL OR nutrient_id = :nutrient);
