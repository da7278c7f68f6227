-- Who sets reference values. A person names one of the codes; bodies are the printed sources.
CREATE TABLE authority (
  authority TEXT NOT NULL,
  title     TEXT NOT NULL,
  CONSTRAINT authority_is_unique PRIMARY KEY (authority)
) STRICT, WITHOUT ROWID;
