-- Choices that go with a reply and that the person may tap (record 065): the titles, one a line, sealed as the words are. Without any, nothing.
ALTER TABLE messages ADD COLUMN choices bytea;
