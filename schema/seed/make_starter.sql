-- Makes starter.sql; run by make_starter.sh, which sets NUTRI_LIST (starter_list.csv) and NUTRI_SR
-- (a folder of USDA's SR Legacy CSV files). Columns are taken by their names.
.bail on
.mode list
.headers off
.import --csv '|cat -- "$NUTRI_LIST"' list
.import --csv '|cat -- "$NUTRI_SR/food.csv"' food
.import --csv '|cat -- "$NUTRI_SR/sr_legacy_food.csv"' sr_legacy_food
.import --csv '|cat -- "$NUTRI_SR/food_nutrient.csv"' food_nutrient
.import --csv '|cat -- "$NUTRI_SR/food_portion.csv"' food_portion

-- The nutrients survey foods carry, and what SR Legacy has beside them that people ask for.
CREATE TABLE wanted (nutrient_id INTEGER PRIMARY KEY);
INSERT INTO wanted (nutrient_id) VALUES
  -- water, energy (kcal), protein, fat, carbohydrate, sugars, fibre, alcohol
  (1051), (1008), (1003), (1004), (1005), (2000), (1079), (1018),
  -- Ca Fe Mg P K Na Zn Cu Se Mn
  (1087), (1089), (1090), (1091), (1092), (1093), (1095), (1098), (1103), (1101),
  -- vitamin A as RAE, retinol, carotenoids
  (1106), (1105), (1108), (1107), (1120), (1122), (1123),
  -- vitamins C D E K, added E
  (1162), (1114), (1109), (1185), (1242),
  -- B vitamins: B1 B2 B3 B5 B6, folates, choline, B12, added B12
  (1165), (1166), (1167), (1170), (1175), (1177), (1186), (1187), (1190), (1180), (1178), (1246),
  -- caffeine, theobromine, cholesterol
  (1057), (1058), (1253),
  -- fatty acids: saturated, mono- and polyunsaturated, trans
  (1258), (1292), (1293), (1257),
  (1259), (1260), (1261), (1262), (1263), (1264), (1265), (1266),
  (1275), (1268), (1277), (1279),
  (1269), (1270), (1404), (1276), (1271), (1278), (1280), (1272);

CREATE TABLE starter (
  food_id       INTEGER PRIMARY KEY,
  place         TEXT,
  starter_key   TEXT,
  name          TEXT COLLATE NOCASE,
  fdc_id        INTEGER,
  usual_measure TEXT,
  usual_grams   TEXT,
  words         TEXT,
  lasting_key   TEXT,
  category_id   INTEGER
);
CREATE INDEX starter_by_fdc_id ON starter (fdc_id);
INSERT INTO starter
SELECT 1000000000 + l.rowid,
       'starter_list.csv, line ' || (l.rowid + 1) || ' (' || l.starter_key || ', fdc_id ' || l.fdc_id || '): ',
       l.starter_key, l.name, CAST(l.fdc_id AS INTEGER), l.usual_measure, l.usual_grams, l.words,
       (SELECT 'ndb:' || CAST(s.NDB_number AS INTEGER) FROM sr_legacy_food s
         WHERE s.fdc_id = l.fdc_id AND s.NDB_number <> ''),
       (SELECT CAST(f.food_category_id AS INTEGER) FROM food f WHERE f.fdc_id = l.fdc_id)
  FROM list l;

CREATE TABLE word (place TEXT, food_id INTEGER, word_no INTEGER, word TEXT COLLATE NOCASE);
WITH RECURSIVE split (food_id, word_no, word, rest) AS (
  SELECT food_id, 0, '', words || '|' FROM starter
  UNION ALL
  SELECT food_id, word_no + 1, substr(rest, 1, instr(rest, '|') - 1),
         substr(rest, instr(rest, '|') + 1)
    FROM split WHERE rest <> ''
)
INSERT INTO word
SELECT s.place, s.food_id, p.word_no, p.word FROM split p JOIN starter s USING (food_id)
 WHERE p.word_no > 0;

CREATE TABLE figure (food_id INTEGER, nutrient_id INTEGER, amount TEXT, mark TEXT);
INSERT INTO figure
SELECT s.food_id, w.nutrient_id, n.amount,
       CASE n.derivation_id WHEN '68'  -- code Z
            THEN 'assumed zero' END
  FROM food_nutrient n
  JOIN wanted w ON w.nutrient_id = CAST(n.nutrient_id AS INTEGER)
  JOIN starter s ON s.fdc_id = CAST(n.fdc_id AS INTEGER)
 WHERE n.amount <> ''
 ORDER BY s.food_id, w.nutrient_id;
-- Where the source has few of those (chia, shrimp): all it has, but the same thing in other units.
INSERT INTO figure
SELECT s.food_id, CAST(n.nutrient_id AS INTEGER), n.amount,
       CASE n.derivation_id WHEN '68' THEN 'assumed zero' END
  FROM food_nutrient n
  JOIN starter s ON s.fdc_id = CAST(n.fdc_id AS INTEGER)
 WHERE n.amount <> '' AND CAST(n.nutrient_id AS INTEGER) NOT IN (SELECT nutrient_id FROM wanted)
   AND CAST(n.nutrient_id AS INTEGER) NOT IN (1062, 1104, 1110)
   AND (SELECT count(*) FROM figure f WHERE f.food_id = s.food_id) < 42
 ORDER BY s.food_id, CAST(n.nutrient_id AS INTEGER);
CREATE INDEX figure_by_food ON figure (food_id, nutrient_id);
UPDATE figure SET mark = 'doubtful'
 WHERE nutrient_id = 1090 AND amount + 0 = 0 AND mark IS NULL
   AND EXISTS (SELECT 1 FROM figure p
                WHERE p.food_id = figure.food_id AND p.nutrient_id = 1003 AND p.amount + 0 >= 2);

-- Grams of ONE measure, as an expression where USDA weighed another number of them: 85/3.0.
-- An amount that is empty or 0: the text is the measure.
CREATE TABLE portion (
  place TEXT, food_id INTEGER, portion_no INTEGER, measure TEXT, grams TEXT, value REAL, is_usual INTEGER
);
INSERT INTO portion
SELECT place, food_id, row_number() OVER (PARTITION BY food_id ORDER BY seq_num, id), measure,
       CASE WHEN amount + 0 = 1 THEN weight ELSE weight || '/' || amount || iif(instr(amount, '.'), '', '.0') END,
       weight / CAST(amount AS REAL), 0
  FROM (SELECT s.place, s.food_id, CAST(p.seq_num AS INTEGER) AS seq_num,
               CAST(p.id AS INTEGER) AS id, trim(p.modifier) AS measure, p.gram_weight AS weight,
               CASE WHEN p.amount + 0 = 0 THEN 1 ELSE p.amount END AS amount
          FROM food_portion p JOIN starter s ON s.fdc_id = CAST(p.fdc_id AS INTEGER)
         WHERE p.gram_weight + 0 > 0);

CREATE TABLE refusal (message TEXT);
INSERT INTO refusal
SELECT place || 'the key is empty or another row''s.' FROM starter s
 WHERE starter_key = ''
    OR EXISTS (SELECT 1 FROM starter o WHERE o.starter_key = s.starter_key AND o.food_id < s.food_id)
UNION ALL
SELECT place || 'the name is empty or another row''s.' FROM starter s
 WHERE name = '' OR EXISTS (SELECT 1 FROM starter o WHERE o.name = s.name AND o.food_id < s.food_id)
UNION ALL
SELECT place || 'the fdc_id stands in an earlier row.' FROM starter s
 WHERE EXISTS (SELECT 1 FROM starter o WHERE o.fdc_id = s.fdc_id AND o.food_id < s.food_id)
UNION ALL
SELECT place || 'food.csv has no such fdc_id.' FROM starter WHERE category_id IS NULL
UNION ALL
SELECT place || 'its category ' || category_id || ' is not one of 1 to 28.' FROM starter
 WHERE category_id NOT BETWEEN 1 AND 28
UNION ALL
SELECT place || 'sr_legacy_food.csv has no NDB_number for it.' FROM starter WHERE lasting_key IS NULL
UNION ALL
SELECT place || 'the usual portion needs a measure and grams over 0.' FROM starter
 WHERE usual_measure = '' OR usual_grams GLOB '*[^0-9.]*' OR NOT usual_grams + 0 > 0
UNION ALL
SELECT s.place || 'USDA''s "' || p.measure || '" weighs ' || p.value || ' g, not ' || s.usual_grams || ' g.'
  FROM starter s JOIN portion p USING (food_id)
 WHERE p.measure = s.usual_measure COLLATE NOCASE
   AND NOT EXISTS (SELECT 1 FROM portion o
                    WHERE o.food_id = s.food_id AND o.measure = s.usual_measure COLLATE NOCASE
                      AND abs(o.value - s.usual_grams) < 1e-9)
UNION ALL
SELECT place || 'the word "' || word || '" is empty or has blanks around it.' FROM word
 WHERE word = '' OR trim(word) <> word
UNION ALL
SELECT place || 'the word "' || word || '" stands twice in the list.' FROM word w
 WHERE EXISTS (SELECT 1 FROM word o WHERE o.word = w.word AND o.rowid < w.rowid)
UNION ALL
SELECT w.place || 'the word "' || w.word || '" is the name of another food.' FROM word w
 WHERE EXISTS (SELECT 1 FROM starter s WHERE s.name = w.word AND s.food_id <> w.food_id)
UNION ALL
SELECT place || 'food_nutrient.csv has no magnesium (1090) for it.' FROM starter s
 WHERE NOT EXISTS (SELECT 1 FROM figure f WHERE f.food_id = s.food_id AND f.nutrient_id = 1090)
UNION ALL
SELECT place || 'food_nutrient.csv has no energy (1008) for it.' FROM starter s
 WHERE NOT EXISTS (SELECT 1 FROM figure f WHERE f.food_id = s.food_id AND f.nutrient_id = 1008)
UNION ALL
SELECT place || 'food_nutrient.csv has nutrient ' || nutrient_id || ' twice.'
  FROM figure JOIN starter USING (food_id) GROUP BY food_id, nutrient_id HAVING count(*) > 1
UNION ALL
SELECT place || 'nutrient ' || nutrient_id || ' has the amount "' || amount || '", which is no number.'
  FROM figure JOIN starter USING (food_id)
 WHERE amount GLOB '*[^-+.0-9eE]*' OR NOT amount GLOB '*[0-9]*'
UNION ALL
SELECT place || 'nutrient ' || nutrient_id || ' is coded as an assumed zero and is ' || amount || '.'
  FROM figure JOIN starter USING (food_id) WHERE mark = 'assumed zero' AND amount + 0 <> 0
UNION ALL
SELECT place || 'food_portion.csv has no portion for it.' FROM starter s
 WHERE NOT EXISTS (SELECT 1 FROM portion p WHERE p.food_id = s.food_id)
UNION ALL
SELECT place || 'food_portion.csv has a portion without a text in modifier.' FROM portion
 WHERE measure = ''
UNION ALL
SELECT 'starter_list.csv has no rows.' WHERE NOT EXISTS (SELECT 1 FROM starter);

SELECT message FROM refusal;
CREATE TABLE verdict (refused INTEGER CONSTRAINT starter_list_is_accepted CHECK (refused = 0));
INSERT INTO verdict SELECT count(*) FROM refusal;

UPDATE portion SET is_usual = 1
 WHERE rowid IN (SELECT min(p.rowid) FROM portion p JOIN starter s USING (food_id)
                  WHERE p.measure = s.usual_measure COLLATE NOCASE
                    AND abs(p.value - s.usual_grams) < 1e-9
                  GROUP BY p.food_id);
INSERT INTO portion
SELECT place, food_id, (SELECT max(portion_no) + 1 FROM portion p WHERE p.food_id = s.food_id),
       usual_measure, usual_grams, usual_grams, 1
  FROM starter s
 WHERE NOT EXISTS (SELECT 1 FROM portion p WHERE p.food_id = s.food_id AND p.is_usual);
CREATE INDEX portion_by_food ON portion (food_id, portion_no);
CREATE INDEX word_by_food ON word (food_id, word_no);
CREATE TABLE last AS SELECT max(food_id) AS food_id FROM starter;

SELECT '-- The starter foods: everyday foods a new database knows before anything is imported.
-- Generated by make_starter.sh from starter_list.csv and USDA''s files; change those, not this file.
-- Source: U.S. Department of Agriculture, Agricultural Research Service, FoodData Central,
-- SR Legacy (April 2018), public domain (CC0 1.0). Amounts per 100 g, as USDA has them.';

SELECT 'INSERT INTO food (food_id, source_id, source_key, lasting_key, description, category_id, kind, basis)
VALUES';
SELECT printf('(%d,2,%Q,%Q,%Q,%d,''food'',''g'')', food_id, starter_key, lasting_key, name, category_id)
       || iif(food_id = (SELECT food_id FROM last), ';', ',')
  FROM starter ORDER BY food_id;

-- A food's figures, then its assumed zeros, then those of another mark.
SELECT text FROM (
  SELECT food_id, 1 AS part,
         'INSERT INTO food_nutrient (food_id, nutrient_id, amount) SELECT ' || food_id
         || ', column1, column2 FROM (VALUES '
         || (SELECT group_concat('(' || nutrient_id || ',' || amount || ')', ',')
               FROM (SELECT * FROM figure f WHERE f.food_id = s.food_id AND mark IS NULL
                      ORDER BY nutrient_id)) || ');' AS text
    FROM starter s
  UNION ALL
  SELECT food_id, 2,
         'INSERT INTO food_nutrient (food_id, nutrient_id, amount, mark) SELECT ' || food_id
         || ', column1, 0, ''assumed zero'' FROM (VALUES '
         || (SELECT group_concat('(' || nutrient_id || ')', ',')
               FROM (SELECT * FROM figure f WHERE f.food_id = s.food_id AND mark = 'assumed zero'
                      ORDER BY nutrient_id)) || ');'
    FROM starter s
  UNION ALL
  SELECT food_id, 3,
         printf('INSERT INTO food_nutrient (food_id, nutrient_id, amount, mark) VALUES (%d,%d,%s,%Q);',
                food_id, nutrient_id, amount, mark)
    FROM figure WHERE mark = 'doubtful'
) WHERE text IS NOT NULL ORDER BY food_id, part;

SELECT 'INSERT INTO food_portion (food_id, portion_no, measure, grams, is_usual) VALUES';
SELECT (SELECT group_concat(printf('(%d,%d,%Q,%s,%d)', food_id, portion_no, measure, grams, is_usual), ',')
          FROM (SELECT * FROM portion p WHERE p.food_id = s.food_id ORDER BY portion_no))
       || iif(food_id = (SELECT food_id FROM last), ';', ',')
  FROM starter s ORDER BY food_id;

SELECT 'INSERT INTO food_same_as (food_id, tie_id, why) VALUES';
SELECT printf('(%d,%d,''fdc'')', food_id, fdc_id) || iif(food_id = (SELECT food_id FROM last), ';', ',')
  FROM starter ORDER BY food_id;

SELECT 'INSERT INTO food_alias (text, food_id) VALUES';
SELECT (SELECT group_concat(printf('(%Q,%d)', word, food_id), ',')
          FROM (SELECT * FROM word w WHERE w.food_id = s.food_id ORDER BY word_no))
       || iif(food_id = (SELECT food_id FROM last), ';', ',')
  FROM starter s ORDER BY food_id;
