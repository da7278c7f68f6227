-- A nutrient by FDC id, USDA number, symbol or name, or the name before its comma ("calcium"). Ids are
-- 1000 and up, numbers below. Those that have reference values are the ones people mean: they go first.
SELECT n.nutrient_id, n.number, n.symbol, n.name, n.unit, NULL, NULL,
       CASE WHEN CAST(n.nutrient_id AS TEXT) = :text OR n.number = :text THEN 0
            WHEN n.symbol = :text COLLATE NOCASE THEN 1
            WHEN n.name = :text COLLATE NOCASE THEN 2
            WHEN lower(substr(n.name, 1, length(:text) + 1)) = lower(:text) || ',' THEN 4
            ELSE 10 END
       + CASE WHEN n.nutrient_id = 1008 OR EXISTS (
                SELECT 1 FROM reference_nutrient r
                WHERE r.nutrient_id = n.nutrient_id AND r.factor IS NOT NULL) THEN 0
              ELSE 1 END AS step
FROM nutrient n
WHERE n.symbol = :text COLLATE NOCASE OR n.name = :text COLLATE NOCASE
   OR CAST(n.nutrient_id AS TEXT) = :text OR n.number = :text
   OR lower(substr(n.name, 1, length(:text) + 1)) IN (lower(:text) || ',', lower(:text) || ' ')
ORDER BY step, n.rank, n.nutrient_id;
