-- Entries whose day is missing in intake_day: no total would see them.
SELECT 'entry without a day', 'entry ' || i.intake_id || ' on ' || i.day
FROM intake i
WHERE NOT EXISTS (SELECT 1 FROM intake_day d WHERE d.person_id = i.person_id AND d.day = i.day);
