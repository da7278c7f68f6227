-- The index is up to date.
DELETE FROM search_dirty;
