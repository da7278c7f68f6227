-- What bounds the days of a person's scheduled doses: first_day and last_day of any dose (an open one
-- lasts to 9999-12-31), and the first and last day of the diary, which stand in for an open end of a
-- span. NULL = no dose, no diary.
CREATE VIEW schedule_bound AS
SELECT p.person_id,
       (SELECT min(s.from_day) FROM schedule s WHERE s.person_id = p.person_id) AS first_day,
       (SELECT max(coalesce(s.to_day, '9999-12-31')) FROM schedule s
        WHERE s.person_id = p.person_id) AS last_day,
       (SELECT min(d.day) FROM intake_day d WHERE d.person_id = p.person_id) AS diary_first_day,
       (SELECT max(d.day) FROM intake_day d WHERE d.person_id = p.person_id) AS diary_last_day
FROM person p;
