-- keys: when a run of sealing anew last got on, so that one which is stuck is found. Empty in runs from before.
ALTER TABLE reencryptions ADD COLUMN moved_at timestamptz;
