-- Categories that a table names: c1 the number it gives them (WWEIA's), else one behind all others.
INSERT INTO food_category (category_id, description)
SELECT coalesce(n.number, (SELECT max(99999, max(c.category_id)) FROM food_category c)
                          + row_number() OVER (ORDER BY n.name)), n.name
FROM (SELECT DISTINCT f.c1 AS number, f.c2 AS name FROM nutri_feed f) n
WHERE NOT EXISTS (SELECT 1 FROM food_category c WHERE c.description = n.name)
ON CONFLICT (category_id) DO NOTHING;
