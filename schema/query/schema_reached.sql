-- The tables whose rows make rows of a table go (:deletes 1) or change (0) with theirs: by its foreign keys
-- that act, and those of the tables that these name.
WITH RECURSIVE reached (name) AS (
  SELECT l."table"
  FROM pragma_foreign_key_list(:table, 'main') l
  WHERE CASE WHEN :deletes THEN l.on_delete = 'CASCADE'
             ELSE l.on_delete IN ('SET NULL', 'SET DEFAULT')
                  OR l.on_update NOT IN ('NO ACTION', 'RESTRICT') END
  UNION
  SELECT l."table"
  FROM reached r
  CROSS JOIN pragma_foreign_key_list(r.name, 'main') l
  WHERE l.on_delete NOT IN ('NO ACTION', 'RESTRICT') OR l.on_update NOT IN ('NO ACTION', 'RESTRICT')
)
SELECT r.name FROM reached r;
