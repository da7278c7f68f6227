UPDATE food SET replaced_by = :newer WHERE food_id = :food AND food_id <> :newer;
