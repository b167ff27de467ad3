-- What the buttons of an approved message say and open: whoever writes a campaign sees them, and others than they saw are not sent.
ALTER TABLE channel_templates ADD COLUMN buttons jsonb NOT NULL DEFAULT '[]';
-- what is kept says nothing of them yet: what goes by a template waits until its provider was asked again
UPDATE channel_accounts SET templates_at = NULL;
