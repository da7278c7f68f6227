-- Categories that only labels name, numbered behind all others.
INSERT INTO food_category (category_id, description)
SELECT (SELECT max(99999, max(c.category_id)) FROM food_category c)
       + row_number() OVER (ORDER BY n.category), n.category
FROM (SELECT DISTINCT l.category
      FROM nutri_taken t
      CROSS JOIN food_label l ON l.food_id = t.food_id
      WHERE l.category IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM food_category c WHERE c.description = l.category)) n;
