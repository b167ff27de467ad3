-- WhatsApp by Twilio: a template is sent by an id of its own there, not by its name.
ALTER TABLE channel_templates ADD COLUMN provider_id text;
ALTER TABLE template_messages ADD COLUMN provider_id text;

-- The sandbox of a company: while the newest row (the highest number, whatever clocks say) says so, every channel speaks with its emulator and nothing leaves. Rows are never changed.
CREATE TABLE sandbox_switches (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  number int NOT NULL,
  is_on boolean NOT NULL,
  switched_at timestamptz NOT NULL,
  switched_by text COLLATE "C" NOT NULL,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, number)
);
SELECT parley_protect('sandbox_switches', 'SELECT, INSERT');

-- How it stands for what is being written now. Whoever asks holds the switch until the commit, so that nothing is written on one side of it and committed on the other.
CREATE FUNCTION parley_is_played() RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('sandbox/' || parley_workspace(), 0));
  RETURN coalesce((SELECT is_on FROM sandbox_switches WHERE workspace_id = parley_workspace() ORDER BY number DESC LIMIT 1), false);
END
$$;
-- Whether it was on when the company wrote this: such a message never leaves.
ALTER TABLE messages ADD COLUMN is_played boolean NOT NULL DEFAULT false;
-- Whether an emulator gave this id: no provider knows it, and none is asked for it.
ALTER TABLE external_ids ADD COLUMN is_played boolean NOT NULL DEFAULT false;
