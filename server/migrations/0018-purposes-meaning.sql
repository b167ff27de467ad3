-- purposes: `meaning` is the version that last changed what people agree to; a yes to an older one no longer counts (Art. 7(1)). A notice says who published it.
ALTER TABLE purposes ADD COLUMN meaning int NOT NULL DEFAULT 1 CHECK (meaning > 0 AND meaning <= version);
ALTER TABLE notices ADD COLUMN published_by text COLLATE "C";
