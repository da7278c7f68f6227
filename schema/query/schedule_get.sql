-- A scheduled dose as it is shown.
SELECT * FROM schedule_card WHERE schedule_id = :schedule;
