-- WhatsApp by Twilio: a template is sent by an id of its own there, not by its name.
ALTER TABLE channel_templates ADD COLUMN provider_id text;
ALTER TABLE template_messages ADD COLUMN provider_id text;
