-- The search index: a food's description and the everyday words for it, stems of words. No sizes of
-- columns: nothing is ranked by how often a word occurs.
CREATE VIRTUAL TABLE IF NOT EXISTS food_search
USING fts5(description, words, tokenize = 'porter unicode61 remove_diacritics 2', columnsize = 0);
