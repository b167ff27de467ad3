-- What the buttons of an approved message say and open: whoever writes a campaign sees them, and others than they saw are not sent.
ALTER TABLE channel_templates ADD COLUMN buttons jsonb NOT NULL DEFAULT '[]';
