SELECT s.source_id FROM source s WHERE s.name = :name;
