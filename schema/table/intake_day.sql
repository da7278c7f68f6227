-- The days of a person that have an entry or a mark. completeness: complete, partial, not tracked,
-- or NULL where nobody said. recall_no: which recall of a survey; undated recalls use the day
-- 0001-01-01 + (recall_no - 1).
CREATE TABLE intake_day (
  person_id    INTEGER NOT NULL REFERENCES person (person_id) ON DELETE CASCADE,
  day          TEXT    NOT NULL,
  completeness TEXT,
  recall_no    INTEGER,
  CONSTRAINT intake_day_is_unique PRIMARY KEY (person_id, day),
  CONSTRAINT intake_day_day_is_a_day
    CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND day >= '0001-01-01'
           AND date(day, '+0 days') IS day),
  CONSTRAINT intake_day_completeness_is_known
    CHECK (completeness IN ('complete', 'partial', 'not tracked')),
  CONSTRAINT intake_day_recall_is_counted CHECK (recall_no BETWEEN 1 AND 365)
) STRICT, WITHOUT ROWID;
