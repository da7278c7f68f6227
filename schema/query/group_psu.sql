-- The sampling units of the surveys, of those too of whom nobody is in the group: they count in standard
-- errors.
SELECT DISTINCT s.survey, s.stratum, s.psu
FROM survey s
WHERE s.stratum IS NOT NULL AND (:survey IS NULL OR s.survey = :survey)
ORDER BY s.survey, s.stratum, s.psu;
