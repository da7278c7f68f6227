-- Days of the diary that stand for nothing: no entry, mark or recorded total.
SELECT 'day without anything', p.name || ', ' || d.day
FROM intake_day d
LEFT JOIN person p ON p.person_id = d.person_id
WHERE d.completeness IS NULL AND d.recall_no IS NULL
  AND NOT EXISTS (SELECT 1 FROM intake i WHERE i.person_id = d.person_id AND i.day = d.day)
  AND NOT EXISTS (SELECT 1 FROM intake_day_nutrient n
                  WHERE n.person_id = d.person_id AND n.day = d.day);
