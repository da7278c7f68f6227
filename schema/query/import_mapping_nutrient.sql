-- What a mapping's column holds: the nutrient by its number, id or symbol, whichever is bound, its
-- unit, and the factor from the column's unit (NULL = the nutrient's own) to that. No row: there is
-- no such nutrient. factor NULL: the unit is not known, or none turns into the other.
SELECT n.nutrient_id, n.unit,
       CASE WHEN :unit IS NULL OR own.unit = n.unit THEN 1.0
            WHEN own.dimension = theirs.dimension THEN own.factor / theirs.factor
       END AS factor
FROM nutrient n
JOIN unit theirs ON theirs.unit = n.unit
LEFT JOIN unit_name spelling ON spelling.name = :unit
LEFT JOIN unit own ON own.unit = spelling.unit
WHERE n.number = :number OR n.nutrient_id = :id OR n.symbol = upper(:symbol);
