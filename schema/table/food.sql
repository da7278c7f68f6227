-- Foods. food_id is the fdc_id for FoodData Central's foods; starter foods are numbered from
-- 1000000000, own foods and other sources from 1000100000. source_key is the key of the row in its
-- source; lasting_key names the same food across releases (ndb:12061, code:11100000, gtin:0041...).
-- Amounts of nutrients are per 100 g (basis g), per 100 ml (ml) or per 1 unit (unit).
-- state says in what form the description has the food; NULL where it does not say.
CREATE TABLE food (
  food_id          INTEGER PRIMARY KEY,
  source_id        INTEGER NOT NULL REFERENCES source (source_id),
  source_key       TEXT    NOT NULL,
  lasting_key      TEXT,
  description      TEXT    NOT NULL COLLATE NOCASE,
  category_id      INTEGER REFERENCES food_category (category_id),
  kind             TEXT    NOT NULL DEFAULT 'food',
  basis            TEXT    NOT NULL DEFAULT 'g',
  published        TEXT,
  replaced_by      INTEGER REFERENCES food (food_id),
  last_seen_import INTEGER REFERENCES import (import_id),
  per REAL AS (CASE basis WHEN 'unit' THEN 1.0 ELSE 100.0 END) VIRTUAL,
  state TEXT AS (
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
    END) VIRTUAL,
  CONSTRAINT food_source_key_is_unique UNIQUE (source_id, source_key),
  CONSTRAINT food_kind_is_known CHECK (kind IN ('food', 'supplement', 'medicine')),
  CONSTRAINT food_basis_is_known CHECK (basis IN ('g', 'ml', 'unit')),
  CONSTRAINT food_description_has_text CHECK (length(description) BETWEEN 1 AND 1000),
  CONSTRAINT food_is_not_replaced_by_itself CHECK (replaced_by <> food_id)
) STRICT;
CREATE INDEX food_by_description ON food (description);
CREATE INDEX food_by_lasting_key ON food (lasting_key) WHERE lasting_key IS NOT NULL;
