-- Writing to the diary from any shell. Every refusal is a RAISE, because OR IGNORE would skip a CHECK
-- without a word; before SQLite 3.47 it can only be a constant sentence, so it names the view to ask.
CREATE TRIGGER diary_insert INSTEAD OF INSERT ON diary
BEGIN
  SELECT RAISE(ABORT, 'diary: no person of this name (ask the table person)')
  WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.name = NEW.person);
  SELECT RAISE(ABORT, 'diary: day must be a date such as 2026-11-20')
  WHERE NEW.day IS NULL OR NEW.day NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
     OR NEW.day < '0001-01-01' OR date(NEW.day, '+0 days') IS NOT NEW.day;
  SELECT RAISE(ABORT, 'diary: time must be hours and minutes such as 08:30')
  WHERE NEW.time IS NOT NULL
    AND (NEW.time NOT GLOB '[0-2][0-9]:[0-5][0-9]' OR NEW.time >= '24:00');
  SELECT RAISE(ABORT, 'diary: amount must be a number above 0 and at most 1000000')
  WHERE NEW.amount IS NULL OR typeof(NEW.amount) NOT IN ('integer', 'real')
     OR NOT (NEW.amount > 0 AND NEW.amount <= 1e6);
  SELECT RAISE(ABORT, 'diary: meal must be 1 to 100 characters, note at most 10000')
  WHERE length(NEW.meal) NOT BETWEEN 1 AND 100 OR length(NEW.note) > 10000;
  SELECT RAISE(ABORT, 'diary: leave entry_id out, it is given')
  WHERE NEW.entry_id IS NOT NULL;

  INSERT INTO intake
    (person_id, day, time, meal, food_id, amount, measure_amount, measure, note)
  SELECT x.person_id, NEW.day, NEW.time, NEW.meal,
    coalesce(x.food_id,
             RAISE(ABORT, 'diary: food is no number, key or name of one food (ask diary_name)')),
    CASE WHEN x.grams > 0 AND x.grams * NEW.amount <= 1e6 THEN x.grams * NEW.amount
         WHEN x.grams > 0 THEN RAISE(ABORT, 'diary: the amount is more than 1000000 g')
         WHEN x.grams < 0
           THEN RAISE(ABORT, 'diary: unit fits several measures of the food (ask food_measure)')
         WHEN NEW.unit IS NULL
           THEN RAISE(ABORT, 'diary: give a unit, the food has no usual portion (ask food_measure)')
         ELSE RAISE(ABORT, 'diary: unit is no measure of the food (ask food_measure)') END,
    NEW.amount, coalesce(trim(NEW.unit), x.measure), NEW.note
  FROM (
    SELECT f.person_id, f.food_id, CASE
      WHEN NEW.unit IS NULL THEN
        (SELECT u.measure FROM food_usual_portion u
         WHERE u.food_id = f.food_id AND u.how <> 'category' AND u.is_countable) END AS measure,
      coalesce(
        CASE WHEN NEW.unit IS NULL THEN
          coalesce((SELECT u.grams FROM food_usual_portion u
                    WHERE u.food_id = f.food_id AND u.how <> 'category' AND u.is_countable),
                   (SELECT 1.0 FROM food u WHERE u.food_id = f.food_id AND u.basis = 'unit')) END,
        (SELECT CASE WHEN 1.02 * min(m.grams) < max(m.grams) THEN -1.0 ELSE min(m.grams) END
         FROM (SELECT o.grams, rank() OVER (ORDER BY o.step) AS place
               FROM (SELECT n.step, n.grams FROM food_measure_name n
                     WHERE n.food_id = f.food_id
                       AND n.name IN (
                         SELECT lower(trim(NEW.unit))
                         UNION SELECT lower(replace(trim(NEW.unit), ',', ''))
                         UNION SELECT lower(c.name) FROM unit_name b
                         JOIN unit_name c ON c.unit = b.unit
                         WHERE b.name = trim(NEW.unit)
                         UNION SELECT lower(c.name || replace(substr(trim(NEW.unit), instr(trim(NEW.unit) || ' ', ' ')), ',', ''))
                         FROM unit_name b
                         JOIN unit_name c ON c.unit = b.unit
                         WHERE b.name = rtrim(substr(trim(NEW.unit), 1, instr(trim(NEW.unit) || ' ', ' ') - 1), ','))
                     UNION ALL
                     SELECT 2, u.amount FROM food_unit u
                     WHERE u.food_id = f.food_id AND u.name = trim(NEW.unit)
                     UNION ALL
                     SELECT 5, w.grams FROM food_volume w
                     WHERE w.food_id = f.food_id AND w.name = trim(NEW.unit)) o) m
         WHERE m.place = 1)) AS grams
    FROM (
      SELECT p.person_id, coalesce(
        (SELECT f.food_id FROM food f
         WHERE f.food_id = CAST(NEW.food AS INTEGER)
           AND trim(NEW.food) <> '' AND trim(NEW.food) NOT GLOB '*[^0-9]*'),
        (SELECT f.food_id FROM food f
         JOIN source s ON s.source_id = f.source_id
         WHERE f.lasting_key = lower(trim(NEW.food))
         ORDER BY f.replaced_by IS NOT NULL, s.name = 'nutri starter', s.rank, f.food_id DESC
         LIMIT 1),
        (SELECT CASE WHEN count(DISTINCT coalesce(t.tie_id, -n.food_id)) = 1
                     THEN min(n.food_id) END
         FROM food_name n
         LEFT JOIN food_same_as t ON t.food_id = n.food_id
         WHERE n.name = trim(NEW.food) AND coalesce(n.person_id, p.person_id) = p.person_id
           AND n.step = (
             SELECT min(m.step) FROM food_name m
             WHERE m.name = trim(NEW.food)
               AND coalesce(m.person_id, p.person_id) = p.person_id))) AS food_id
      FROM person p WHERE p.name = NEW.person) f) x;
END;
CREATE TRIGGER diary_delete INSTEAD OF DELETE ON diary
BEGIN
  DELETE FROM intake WHERE intake_id = OLD.entry_id;
END;
