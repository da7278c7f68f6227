-- A person's day in one nutrient against what the person needs, in the nutrient's unit. target_kind:
-- own (the person's goal), RDA, PRI, RNI or AI. average_requirement is the EAR or AR where there is
-- one. balance = total - target; deficit = what is short of the target, 0 when it is met. A day below
-- the target is no deficiency. unknown_entries above 0: the total is a lower bound, the deficit an
-- upper one.
CREATE VIEW nutrient_deficit AS
SELECT t.person, t.day, t.nutrient_id, t.nutrient, t.unit, t.total, t.target, t.target_kind,
       t.average_requirement, t.authority,
       t.total - t.target AS balance,
       max(0.0, t.target - t.total) AS deficit,
       100.0 * t.total / t.target AS percent,
       t.unknown_entries
FROM nutrient_day_need t;
