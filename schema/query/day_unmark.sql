-- Takes a mark back.
UPDATE intake_day SET completeness = NULL WHERE person_id = :person AND day = :day;
