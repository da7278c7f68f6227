-- What a label makes of its food: the lasting key (GTIN), the category where the food has none of its
-- own, the kind by the category, the basis by the serving's unit.
UPDATE food SET
  lasting_key = coalesce('gtin:' || l.gtin, food.lasting_key),
  category_id = coalesce(l.category_id, food.category_id), kind = l.kind, basis = l.basis
FROM (
  SELECT b.food_id, b.gtin, coalesce(k.kind, 'food') AS kind, coalesce(u.basis, 'g') AS basis,
         (SELECT min(c.category_id) FROM food_category c WHERE c.description = b.category)
           AS category_id
  FROM nutri_taken t
  CROSS JOIN food_label b ON b.food_id = t.food_id
  LEFT JOIN label_category k ON k.category = b.category
  LEFT JOIN label_unit u ON u.unit = b.serving_unit
) l
WHERE food.food_id = l.food_id
  AND (food.lasting_key IS NOT coalesce('gtin:' || l.gtin, food.lasting_key)
       OR food.category_id IS NOT coalesce(l.category_id, food.category_id)
       OR food.kind <> l.kind OR food.basis <> l.basis);
