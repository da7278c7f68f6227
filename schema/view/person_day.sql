-- A person on a day of the diary: age in completed months and life stage, which decide the reference
-- values. Pregnant goes before lactating where both hold. NULL age: neither birth date nor age known.
CREATE VIEW person_day AS
SELECT p.person_id, p.name AS person, d.day, p.sex, p.authority, p.feeding,
       coalesce(p.age_months,
                (substr(d.day, 1, 4) - substr(p.born, 1, 4)) * 12
                + substr(d.day, 6, 2) - substr(p.born, 6, 2)
                - (substr(d.day, 9, 2) < substr(p.born, 9, 2))) AS age_months,
       l.stage
FROM person p
CROSS JOIN intake_day d ON d.person_id = p.person_id
LEFT JOIN life_stage l ON l.life_stage_id = (
  SELECT o.life_stage_id FROM life_stage o
  WHERE o.person_id = d.person_id
    AND d.day BETWEEN o.from_day AND coalesce(o.to_day, '9999-12-31')
  ORDER BY o.stage DESC LIMIT 1);
