DELETE FROM target WHERE target_id = :target;
