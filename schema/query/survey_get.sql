SELECT s.survey, s.weight, s.weight_two_days, s.stratum, s.psu FROM survey s WHERE s.person_id = :person;
