SELECT 1 FROM within_person_sd w WHERE w.sd_set = :name LIMIT 1;
