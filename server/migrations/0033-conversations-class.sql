-- A conversation in which somebody tells of Art. 9 or 10 is of the class `special`: fewer may open it. It is raised by what is written, and lowered by hand alone.
ALTER TABLE conversations ADD COLUMN class text NOT NULL DEFAULT 'ordinary' CHECK (class IN ('ordinary', 'special'));
-- How many secrets of each kind were found in a message, its subject and the names of its files, and how many places of Art. 9 or 10; never what they were; null for none.
ALTER TABLE messages ADD COLUMN found jsonb;
-- The same for a file's name, until a message takes it up.
ALTER TABLE attachments ADD COLUMN found jsonb;
