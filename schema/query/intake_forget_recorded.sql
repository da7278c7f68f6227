-- Values recorded with an entry were of its food and amount: they go when either changes.
DELETE FROM intake_nutrient
WHERE intake_id = :intake
  AND EXISTS (SELECT 1 FROM intake i WHERE i.intake_id = :intake
                AND (i.food_id <> :food OR i.amount <> :amount));
