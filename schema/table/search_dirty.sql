-- Foods whose search entry is behind; filled by triggers, emptied by the library's next search.
CREATE TABLE search_dirty (
  food_id INTEGER PRIMARY KEY
) STRICT;
