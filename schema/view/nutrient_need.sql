-- What a person needs of a nutrient on a day of the diary, in the nutrient's unit. target is the
-- person's own goal, else the RDA, PRI or RNI, else the AI; average_requirement the EAR or AR, unless
-- the authority warns against testing with it; upper_limit the UL, which counts what upper_scope
-- says. separate_value 0: no value for the life stage, the one of the age stands in.
-- average_held_back: the authority prints an average requirement that is not one to test with
-- (provisional, skewed, or by body weight). upper_separate: as separate_value, of the UL.
-- confidence: how surely the printed value was read (high ... low). NULL = no reference value.
CREATE VIEW nutrient_need AS
SELECT d.person_id, d.person, d.day, d.sex, d.age_months, d.stage, d.authority, n.nutrient_id,
       coalesce(g.amount, r.amount * rn.factor) AS target,
       CASE WHEN g.amount IS NOT NULL THEN 'own' ELSE r.kind END AS target_kind,
       CASE WHEN g.amount IS NOT NULL THEN NULL ELSE r.body END AS target_body,
       CASE WHEN g.amount IS NOT NULL THEN NULL ELSE r.year END AS target_year,
       CASE WHEN g.amount IS NOT NULL THEN NULL ELSE r.confidence END AS target_confidence,
       r.life_stage IS d.stage AS separate_value,
       a.amount * an.factor AS average_requirement, a.kind AS average_kind,
       a.confidence AS average_confidence,
       u.amount * un.factor AS upper_limit, u.ul_scope AS upper_scope, u.body AS upper_body,
       u.year AS upper_year, u.confidence AS upper_confidence, u.life_stage IS d.stage AS upper_separate,
       EXISTS (SELECT 1 FROM reference_nutrient h
               JOIN reference_intake i
                 ON i.reference = h.reference AND i.kind = h.kind AND i.unit = h.unit
               WHERE h.nutrient_id = n.nutrient_id AND h.kind IN ('EAR', 'AR')
                 AND i.authority = d.authority AND i.superseded_by IS NULL
                 AND (h.factor IS NULL OR i.provisional)) AS average_held_back
FROM person_day d
CROSS JOIN nutrient n
LEFT JOIN target g ON g.target_id = (
  SELECT o.target_id FROM target o
  WHERE o.person_id = d.person_id AND o.nutrient_id = n.nutrient_id
    AND d.day BETWEEN o.from_day AND coalesce(o.to_day, '9999-12-31')
  ORDER BY o.from_day DESC, o.target_id DESC LIMIT 1)
LEFT JOIN reference_intake r ON r.reference_id = (
  SELECT c.reference_id FROM reference_candidate c
  WHERE c.person_id = d.person_id AND c.day = d.day AND c.nutrient_id = n.nutrient_id
    AND c.kind IN ('RDA', 'PRI', 'RNI', 'AI')
  ORDER BY c.kind = 'AI', c.stage_value DESC, c.year DESC LIMIT 1)
LEFT JOIN reference_nutrient rn
  ON rn.reference = r.reference AND rn.kind = r.kind AND rn.unit = r.unit
LEFT JOIN reference_intake a ON a.reference_id = (
  SELECT c.reference_id FROM reference_candidate c
  WHERE c.person_id = d.person_id AND c.day = d.day AND c.nutrient_id = n.nutrient_id
    AND c.kind IN ('EAR', 'AR') AND c.provisional = 0
  ORDER BY c.stage_value DESC, c.year DESC LIMIT 1)
LEFT JOIN reference_nutrient an
  ON an.reference = a.reference AND an.kind = a.kind AND an.unit = a.unit
LEFT JOIN reference_intake u ON u.reference_id = (
  SELECT c.reference_id FROM reference_candidate c
  WHERE c.person_id = d.person_id AND c.day = d.day AND c.nutrient_id = n.nutrient_id
    AND c.kind IN ('UL')
  ORDER BY c.stage_value DESC, c.year DESC LIMIT 1)
LEFT JOIN reference_nutrient un
  ON un.reference = u.reference AND un.kind = u.kind AND un.unit = u.unit;
