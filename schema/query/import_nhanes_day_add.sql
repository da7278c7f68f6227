-- Reliable recalls: c1 the person, c2 the day, c3 the recall's number.
INSERT INTO intake_day (person_id, day, completeness, recall_no)
SELECT f.c1, f.c2, 'complete', f.c3 FROM nutri_feed f;
