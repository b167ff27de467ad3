-- people: a provider that vouches for what it hands in may say that it knows an account by another address now. It is decided once, when it is said first; a number that came to somebody else is written to no more.
ALTER TABLE identities
  ADD COLUMN named_at timestamptz,
  -- the identity by which it is known now; without a foreign key, and empty again when that one goes
  ADD COLUMN successor_id parley_id,
  -- since when it leads to nobody: nothing goes there, and whoever writes from there is somebody else
  ADD COLUMN lost_at timestamptz,
  ADD CONSTRAINT identities_succeeded CHECK (named_at IS NOT NULL OR successor_id IS NULL);
CREATE INDEX identities_successor ON identities (workspace_id, successor_id) WHERE successor_id IS NOT NULL;
