-- A table, and those whose rows take its own along when they change or go: by foreign keys that act,
-- its own, and those of the tables that these name.
WITH RECURSIVE reached (name) AS (
  SELECT :table
  UNION
  SELECT l."table"
  FROM reached r
  CROSS JOIN pragma_foreign_key_list(r.name, 'main') l
  WHERE l.on_delete NOT IN ('NO ACTION', 'RESTRICT') OR l.on_update NOT IN ('NO ACTION', 'RESTRICT')
)
SELECT r.name FROM reached r;
