-- Of which nutrients is ann's mean below what she needs?
-- Trap: below the RDA is no deficiency, most such people meet their own need; an AI is a rougher mark
-- still. With unknown entries the mean is a lower bound and the shortfall "at most". Nutrients whose
-- reference is in another form than the food data have no row (view reference_value).
SELECT d.nutrient, d.unit, count(*) AS days, round(avg(d.total), 2) AS mean,
       round(avg(d.target), 2) AS target, max(d.target_kind) AS kind,
       round(100 * sum(d.total) / sum(d.target)) AS percent,
       iif(sum(d.unknown_entries) > 0, 'at least', 'all known') AS mean_is
FROM nutrient_deficit d
WHERE d.person = 'ann' AND d.day BETWEEN '2026-11-01' AND '2026-11-30'
  AND d.day IN (SELECT q.day FROM day_quality q
                WHERE q.person = 'ann' AND q.day BETWEEN '2026-11-01' AND '2026-11-30' AND q.is_counted)
GROUP BY d.nutrient_id
HAVING sum(d.total) < sum(d.target)
ORDER BY percent;
