-- Foods. food_id is the fdc_id for FoodData Central's foods; starter foods are numbered from
-- 1000000001, own foods and other sources above the highest there is. source_key is the key of the row in its
-- source; lasting_key names the same food across releases (ndb:12061, code:11100000, gtin:0041...).
-- import_id is the import that brought the food (NULL: starter and own foods), last_seen_import the
-- last one that had it, once a later one has not.
-- Amounts of nutrients are per 100 g (basis g), per 100 ml (ml) or per 1 unit (unit).
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
  import_id        INTEGER REFERENCES import (import_id),
  per REAL AS (CASE basis WHEN 'unit' THEN 1.0 ELSE 100.0 END) VIRTUAL,
  CONSTRAINT food_source_key_is_unique UNIQUE (source_id, source_key),
  CONSTRAINT food_kind_is_known CHECK (kind IN ('food', 'supplement', 'medicine')),
  CONSTRAINT food_basis_is_known CHECK (basis IN ('g', 'ml', 'unit')),
  CONSTRAINT food_description_has_text CHECK (length(description) BETWEEN 1 AND 1000),
  CONSTRAINT food_is_not_replaced_by_itself CHECK (replaced_by <> food_id)
) STRICT;
CREATE INDEX food_by_description ON food (description);
CREATE INDEX food_by_lasting_key ON food (lasting_key) WHERE lasting_key IS NOT NULL;
CREATE INDEX food_by_import ON food (import_id) WHERE import_id IS NOT NULL;
