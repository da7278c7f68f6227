SELECT 1 FROM source s WHERE s.name = :source;
