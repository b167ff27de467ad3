-- access: after how many minutes without anybody's hand a session of staff is over; what a page asks by itself does not count (record 105).
ALTER TABLE staff_terms ADD COLUMN idle_minutes int NOT NULL DEFAULT 720 CHECK (idle_minutes BETWEEN 5 AND 1440);
