-- What imports changed in foods that were there before them: the column of food, what stood there and
-- what stands there since. old and new may be NULL.
CREATE VIEW food_change AS
SELECT change_id, import_id, row_id AS food_id, "column", old, new
FROM row_change
WHERE "table" = 'food' AND "column" IS NOT NULL;
