-- Takes out of the index what has changed.
DELETE FROM food_search WHERE rowid IN (SELECT d.food_id FROM search_dirty d);
