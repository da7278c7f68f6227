-- The spans of magnesium_mean: 7, 14 and 28 days counted back from the last day of a person's diary.
CREATE VIEW magnesium_span AS
SELECT p.person_id, p.name AS person, w.days, date(l.day, (1 - w.days) || ' days') AS from_day,
       l.day AS to_day
FROM person p
JOIN intake_day l ON l.person_id = p.person_id AND l.day = (
  SELECT max(d.day) FROM intake_day d WHERE d.person_id = p.person_id)
CROSS JOIN (SELECT 7 AS days UNION ALL SELECT 14 UNION ALL SELECT 28) w;
