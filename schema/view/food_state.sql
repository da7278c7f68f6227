-- In what form the description has a food: raw, cooked, dry, powder, flour, prepared, canned, frozen;
-- NULL where it does not say. A view, not a column: a column would be worked out at every insert.
CREATE VIEW food_state AS
SELECT f.food_id,
       CASE
         WHEN description LIKE '%flour%' OR description LIKE '% meal, %' OR description LIKE '% meal'
           THEN 'flour'
         WHEN description LIKE '%unprepared%' AND description LIKE '%frozen%' THEN 'frozen'
         WHEN description LIKE '%unprepared%' OR description LIKE '%, dry' OR description LIKE '%, dry,%'
           OR description LIKE '%, dry (%' OR description LIKE '%dry mix%'
           OR description LIKE '%not cooked%' THEN 'dry'
         WHEN description LIKE '%powder%' AND description NOT LIKE '%prepared%'
           OR description LIKE '%protein isolate%' OR description LIKE '%protein concentrate%'
           THEN 'powder'
         WHEN description LIKE '%uncooked%' THEN 'raw'
         WHEN description LIKE '%prepared%' OR description LIKE '%ready-to-%'
           OR description LIKE '%ready to %' OR description LIKE '%reconstituted%' THEN 'prepared'
         WHEN description LIKE '%cooked%' OR description LIKE '%boiled%' OR description LIKE '%baked%'
           OR description LIKE '%roasted%' OR description LIKE '%grilled%' OR description LIKE '%fried%'
           OR description LIKE '%broiled%' OR description LIKE '%braised%' OR description LIKE '%stewed%'
           OR description LIKE '%steamed%' OR description LIKE '%toasted%' OR description LIKE '%brewed%'
           THEN 'cooked'
         WHEN description LIKE '% raw%' THEN 'raw'
         WHEN description LIKE '%canned%' THEN 'canned'
         WHEN description LIKE '%dried%' OR description LIKE '%dehydrated%' THEN 'dry'
         WHEN description LIKE '%frozen%' THEN 'frozen'
         WHEN description LIKE '%instant%' THEN 'powder'
       END AS state
FROM food f;
