-- A way of cooking by its code.
SELECT t.retention_id, t.description FROM retention_factor t WHERE t.code = trim(:code);
