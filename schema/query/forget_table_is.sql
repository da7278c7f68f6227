SELECT 1 FROM sqlite_schema s WHERE s.type = 'table' AND s.name = :name;
