UPDATE survey SET survey = :survey, weight = :weight, weight_two_days = :weight_two_days,
  stratum = :stratum, psu = :psu
WHERE person_id = :person;
