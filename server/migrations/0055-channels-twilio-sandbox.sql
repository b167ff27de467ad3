-- WhatsApp by Twilio: a template is sent by an id of its own there, not by its name.
ALTER TABLE channel_templates ADD COLUMN provider_id text;
ALTER TABLE template_messages ADD COLUMN provider_id text;

-- The sandbox of a company: while the newest row says so, every channel speaks with its emulator and nothing leaves. Rows are never changed: what was written while it was on is
-- told apart by them for good.
CREATE TABLE sandbox_switches (
  workspace_id parley_id NOT NULL,
  id parley_id NOT NULL,
  is_on boolean NOT NULL,
  switched_at timestamptz NOT NULL,
  switched_by text COLLATE "C" NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
SELECT parley_protect('sandbox_switches', 'SELECT, INSERT');
