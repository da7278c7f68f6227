SELECT 1 FROM authority a WHERE a.authority = :authority;
