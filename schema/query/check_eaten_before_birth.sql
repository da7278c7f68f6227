-- Days before the person was born.
SELECT 'day before birth', p.name || ', ' || d.day || ', born ' || p.born
FROM intake_day d
JOIN person p ON p.person_id = d.person_id
WHERE d.day < p.born;
