-- channels: one node at a time renews what was agreed to at a mailbox's provider: providers end the token before with each new one, and take it for stolen when it comes again (RFC 9700, 4.14.2).
-- Which renewal it is, and until when the others wait for it.
ALTER TABLE mailbox_grants ADD COLUMN renewing_by text COLLATE "C", ADD COLUMN renewing_until timestamptz;
