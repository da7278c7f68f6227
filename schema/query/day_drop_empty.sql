-- A day without a mark, an entry or a recorded total is no day of the diary.
DELETE FROM intake_day
WHERE person_id = :person AND day = :day AND completeness IS NULL AND recall_no IS NULL
  AND NOT EXISTS (SELECT 1 FROM intake i WHERE i.person_id = :person AND i.day = :day)
  AND NOT EXISTS (SELECT 1 FROM intake_day_nutrient n WHERE n.person_id = :person AND n.day = :day);
