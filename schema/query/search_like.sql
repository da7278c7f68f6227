-- search_fts without FTS5: foods that contain all the words somewhere.
WITH RECURSIVE split(word, rest) AS (
  SELECT NULL, :words
  UNION ALL
  SELECT substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1)
  FROM split WHERE rest <> ''
), word AS MATERIALIZED (
  SELECT word FROM split WHERE word IS NOT NULL
), hit AS (
  SELECT t.food_id
  FROM (SELECT f.food_id, f.description || ' ' || coalesce((
               SELECT group_concat(a.text, ' ') FROM food_alias a
               WHERE a.food_id = f.food_id AND a.person_id IS NULL), '') AS text
        FROM food f) t
  WHERE NOT EXISTS (SELECT 1 FROM word w WHERE t.text NOT LIKE '%' || w.word || '%')
), exact AS (
  SELECT n.food_id, min(n.step) AS step FROM food_name n
  WHERE n.name = :text AND n.person_id IS NULL GROUP BY n.food_id
), best AS (
  SELECT f.*, e.step, d.description,
         row_number() OVER (PARTITION BY f.tie
                            ORDER BY e.step IS NULL, f.is_full DESC, f.source_rank, f.food_id) AS place
  FROM (SELECT food_id FROM hit UNION SELECT food_id FROM exact) h
  JOIN food_form f ON f.food_id = h.food_id
  JOIN food d ON d.food_id = h.food_id
  LEFT JOIN exact e ON e.food_id = h.food_id
  WHERE :source_rank IS NULL OR f.source_rank = :source_rank
)
SELECT c.*, h.source_rank, h.tie, h.is_replaced
FROM best h
CROSS JOIN food_card c ON c.food_id = h.food_id
WHERE h.place = 1
ORDER BY h.step IS NULL, h.step, h.is_replaced,
         NOT (h.description LIKE :word1 || '%' OR h.description LIKE coalesce(:word2, :word1) || '%'
              OR h.description LIKE coalesce(:word3, :word1) || '%'),
         h.source_rank, h.description NOT LIKE '%' || :word1 || '%', h.eaten,
         length(h.description), h.food_id
LIMIT :limit;
