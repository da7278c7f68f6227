-- search_fts without FTS5: foods that contain all the words somewhere.
WITH hit AS (
  SELECT t.food_id
  FROM (SELECT f.food_id, f.description || ' ' || coalesce((
               SELECT group_concat(a.text, ' ') FROM food_alias a
               WHERE a.food_id = f.food_id AND a.person_id IS NULL), '') AS text
        FROM food f) t
  WHERE t.text LIKE '%' || :word1 || '%'
    AND (:word2 IS NULL OR t.text LIKE '%' || :word2 || '%')
    AND (:word3 IS NULL OR t.text LIKE '%' || :word3 || '%')
    AND (:word4 IS NULL OR t.text LIKE '%' || :word4 || '%')
    AND (:word5 IS NULL OR t.text LIKE '%' || :word5 || '%')
    AND (:word6 IS NULL OR t.text LIKE '%' || :word6 || '%')
    AND (:word7 IS NULL OR t.text LIKE '%' || :word7 || '%')
    AND (:word8 IS NULL OR t.text LIKE '%' || :word8 || '%')
    AND (:word9 IS NULL OR t.text LIKE '%' || :word9 || '%')
    AND (:word10 IS NULL OR t.text LIKE '%' || :word10 || '%')
    AND (:word11 IS NULL OR t.text LIKE '%' || :word11 || '%')
    AND (:word12 IS NULL OR t.text LIKE '%' || :word12 || '%')
    AND (:word13 IS NULL OR t.text LIKE '%' || :word13 || '%')
    AND (:word14 IS NULL OR t.text LIKE '%' || :word14 || '%')
    AND (:word15 IS NULL OR t.text LIKE '%' || :word15 || '%')
    AND (:word16 IS NULL OR t.text LIKE '%' || :word16 || '%')
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
JOIN food_card c ON c.food_id = h.food_id
WHERE h.place = 1
ORDER BY h.step IS NULL, h.step, h.is_replaced,
         NOT (h.description LIKE :word1 || '%' OR h.description LIKE coalesce(:word2, :word1) || '%'
              OR h.description LIKE coalesce(:word3, :word1) || '%'),
         h.source_rank, h.description NOT LIKE '%' || :word1 || '%', h.eaten,
         length(h.description), h.food_id
LIMIT :limit;
