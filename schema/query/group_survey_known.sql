SELECT 1 FROM survey s WHERE s.survey = :name LIMIT 1;
