-- Foods that are listed again.
UPDATE food SET last_seen_import = NULL
WHERE food_id IN (SELECT t.food_id FROM nutri_taken t WHERE t.had) AND last_seen_import IS NOT NULL;
