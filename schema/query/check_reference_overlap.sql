-- Two reference values of one set that fit one person: the pick would be a guess.
SELECT 'reference value twice',
       a.body || ' ' || a.year || ' ' || a.reference || ' ' || a.kind || ', months '
       || b.age_min_months || ', values ' || a.amount || ' and ' || b.amount
FROM reference_intake a
JOIN reference_intake b
  ON b.authority = a.authority AND b.year = a.year AND b.reference = a.reference AND b.kind = a.kind
  AND b.unit = a.unit
  AND b.reference_id > a.reference_id AND b.life_stage IS a.life_stage AND b.variant IS a.variant
  AND (a.sex IS NULL OR b.sex IS NULL OR a.sex = b.sex)
  AND a.age_min_months <= b.age_max_months AND b.age_min_months <= a.age_max_months
WHERE a.superseded_by IS NULL AND b.superseded_by IS NULL;
