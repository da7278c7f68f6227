-- The numbers of the next person and of the next entry.
SELECT coalesce((SELECT max(person_id) FROM person), 0) + 1,
       coalesce((SELECT max(intake_id) FROM intake), 0) + 1;
