INSERT INTO survey (person_id, survey, weight, weight_two_days, stratum, psu)
VALUES (:person, :survey, :weight, :weight_two_days, :stratum, :psu);
