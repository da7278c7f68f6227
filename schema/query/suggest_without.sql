-- The foods that a text leaves out: those whose description, or a word people type for them, has all
-- its words somewhere within; a number names one food. Those that are the same food go along.
WITH named AS (
  SELECT f.food_id FROM food f WHERE f.food_id = :food
  UNION
  SELECT f.food_id FROM food f
  WHERE :food IS NULL
    AND f.description LIKE '%' || :word1 || '%'
    AND (:word2 IS NULL OR f.description LIKE '%' || :word2 || '%')
    AND (:word3 IS NULL OR f.description LIKE '%' || :word3 || '%')
    AND (:word4 IS NULL OR f.description LIKE '%' || :word4 || '%')
  UNION
  SELECT a.food_id FROM food_alias a
  WHERE :food IS NULL
    AND (a.person_id IS NULL OR a.person_id = :person)
    AND a.text LIKE '%' || :word1 || '%'
    AND (:word2 IS NULL OR a.text LIKE '%' || :word2 || '%')
    AND (:word3 IS NULL OR a.text LIKE '%' || :word3 || '%')
    AND (:word4 IS NULL OR a.text LIKE '%' || :word4 || '%')
)
SELECT n.food_id FROM named n
UNION
SELECT t.same_food_id FROM named n JOIN food_tied t ON t.food_id = n.food_id
ORDER BY 1;
