-- Life stages of one kind that hold twice on a day.
SELECT 'life stage twice', p.name || ', ' || a.stage || ' from ' || a.from_day || ' and from ' || b.from_day
FROM life_stage a
JOIN life_stage b
  ON b.person_id = a.person_id AND b.stage = a.stage AND b.life_stage_id > a.life_stage_id
  AND a.from_day <= coalesce(b.to_day, '9999-12-31')
  AND b.from_day <= coalesce(a.to_day, '9999-12-31')
JOIN person p ON p.person_id = a.person_id;
