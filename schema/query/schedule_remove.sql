DELETE FROM schedule WHERE schedule_id = :schedule;
