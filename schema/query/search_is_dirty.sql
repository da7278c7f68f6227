-- Whether the index is behind.
SELECT EXISTS (SELECT 1 FROM search_dirty);
