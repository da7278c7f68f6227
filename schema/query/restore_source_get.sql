SELECT s.name, s.title, s.release, s.rank FROM source s WHERE s.source_id = :id;
