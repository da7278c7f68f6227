UPDATE schedule SET to_day = :day WHERE schedule_id = :schedule;
