-- What each authority (authority) prints for a nutrient and a person on a day of the diary, in the
-- nutrient's unit; own_authority is the one that the person takes. target is the RDA, PRI or RNI,
-- else the AI; average_requirement the EAR or AR, unless the authority warns against testing with it;
-- upper_limit the UL, which counts what upper_scope says. _body and _year: the printed source.
-- separate_value 0: no value for the life stage, the one of the age stands in; upper_separate
-- likewise of the UL. confidence: how surely the printed value was read (high ... low). NULL = no
-- reference value. goal is the person's own, which no authority set: the one that began last where
-- several hold. CROSS JOIN keeps the order: the days, then the authority that is asked for.
CREATE VIEW nutrient_reference AS
SELECT d.person_id, d.person, d.day, d.sex, d.age_months, d.stage, d.authority AS own_authority,
       w.authority, n.nutrient_id,
       r.amount * rn.factor AS target, r.kind AS target_kind, r.body AS target_body,
       r.year AS target_year, r.confidence AS target_confidence,
       r.life_stage IS d.stage AS separate_value,
       a.amount * an.factor AS average_requirement, a.kind AS average_kind, a.body AS average_body,
       a.year AS average_year, a.confidence AS average_confidence,
       u.amount * un.factor AS upper_limit, u.ul_scope AS upper_scope, u.body AS upper_body,
       u.year AS upper_year, u.confidence AS upper_confidence, u.life_stage IS d.stage AS upper_separate,
       g.amount AS goal, g.target_id AS goal_id
FROM person_day d
CROSS JOIN authority w
CROSS JOIN nutrient n
LEFT JOIN target g ON g.target_id = (
  SELECT o.target_id FROM target o
  WHERE o.person_id = d.person_id AND o.nutrient_id = n.nutrient_id
    AND d.day BETWEEN o.from_day AND coalesce(o.to_day, '9999-12-31')
  ORDER BY o.from_day DESC LIMIT 1)
LEFT JOIN reference_intake r ON r.reference_id = (
  SELECT c.reference_id FROM reference_candidate c
  WHERE c.person_id = d.person_id AND c.day = d.day AND c.authority = w.authority
    AND c.nutrient_id = n.nutrient_id
    AND c.kind IN ('RDA', 'PRI', 'RNI', 'AI')
  ORDER BY c.kind = 'AI', c.stage_value DESC, c.year DESC LIMIT 1)
LEFT JOIN reference_nutrient rn
  ON rn.reference = r.reference AND rn.kind = r.kind AND rn.unit = r.unit
LEFT JOIN reference_intake a ON a.reference_id = (
  SELECT c.reference_id FROM reference_candidate c
  WHERE c.person_id = d.person_id AND c.day = d.day AND c.authority = w.authority
    AND c.nutrient_id = n.nutrient_id
    AND c.kind IN ('EAR', 'AR') AND c.provisional = 0
  ORDER BY c.stage_value DESC, c.year DESC LIMIT 1)
LEFT JOIN reference_nutrient an
  ON an.reference = a.reference AND an.kind = a.kind AND an.unit = a.unit
LEFT JOIN reference_intake u ON u.reference_id = (
  SELECT c.reference_id FROM reference_candidate c
  WHERE c.person_id = d.person_id AND c.day = d.day AND c.authority = w.authority
    AND c.nutrient_id = n.nutrient_id
    AND c.kind IN ('UL')
  ORDER BY c.stage_value DESC, c.year DESC LIMIT 1)
LEFT JOIN reference_nutrient un
  ON un.reference = u.reference AND un.kind = u.kind AND un.unit = u.unit;
