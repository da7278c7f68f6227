INSERT INTO source (name, title, release, rank) VALUES (:name, :title, :release, :rank)
ON CONFLICT (name) DO NOTHING;
