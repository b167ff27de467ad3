-- campaigns: what was asked for and approved is one version of the words, a pause says why, and a tag that is taken away stays with whoever must not lose data.
ALTER TABLE campaigns ADD COLUMN version int NOT NULL DEFAULT 1;
ALTER TABLE campaigns ADD COLUMN paused_because text COLLATE "C";
-- attempts in a row that ended in a fault of ours
ALTER TABLE campaigns ADD COLUMN stumbles int NOT NULL DEFAULT 0;
ALTER TABLE campaigns ADD COLUMN moved_at timestamptz;
CREATE POLICY every_workspace ON campaigns FOR SELECT USING (parley_lookup() = 'every-workspace' AND state IN ('planned', 'sending'));
DELETE FROM campaign_places p USING campaigns c WHERE c.workspace_id = p.workspace_id AND c.id = p.campaign_id AND c.state IN ('done', 'stopped');
GRANT DELETE ON campaign_left_out TO parley_app;

-- Restriction (Art. 18) and hold keep taggings; the tag itself is gone for everybody who looks.
ALTER TABLE tags ADD COLUMN removed_at timestamptz;
GRANT UPDATE (removed_at) ON tags TO parley_app;
DROP INDEX tags_name;
CREATE UNIQUE INDEX tags_name ON tags (workspace_id, lower(name)) WHERE removed_at IS NULL;

-- Each change of quiet hours and frequency with the reason that was given, for good: nothing of it is overwritten.
CREATE TABLE campaign_limit_changes (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  at timestamptz NOT NULL,
  changed_by parley_id,
  less boolean NOT NULL,
  quiet_from int NOT NULL,
  quiet_until int NOT NULL,
  sundays boolean NOT NULL,
  time_zone text NOT NULL,
  most int NOT NULL,
  days int NOT NULL,
  -- sealed under the company's key
  reason bytea,
  PRIMARY KEY (workspace_id, id)
);
SELECT parley_protect('campaign_limit_changes', 'SELECT, INSERT');
GRANT UPDATE (changed_by, reason) ON campaign_limit_changes TO parley_app;
ALTER TABLE campaign_limits DROP COLUMN reason;

-- What waits to leave is counted at each turn; what was sent long ago is none of it.
CREATE INDEX messages_waiting ON messages (workspace_id, conversation_id) WHERE delivery IN ('queued', 'sending');
