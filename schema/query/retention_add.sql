-- A way of cooking, or what is newly known of it. group NULL = keeps the one it has.
INSERT INTO retention_factor (code, food_group_id, description) VALUES (:code, :group, :description)
ON CONFLICT (code) DO UPDATE SET
  food_group_id = coalesce(excluded.food_group_id, food_group_id), description = excluded.description;
