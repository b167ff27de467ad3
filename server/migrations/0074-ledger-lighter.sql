-- ledger: what each act pays for its entry. Entry, payload and place in the queue are written by one statement, in which none of them can be without the others, and an entry never goes away
-- before the company does: asking the database for each of them again found nothing and cost a sixth of the statement. `ledger verify` goes on finding a payload or a waiting row without an entry.
ALTER TABLE ledger_payloads DROP CONSTRAINT ledger_payloads_workspace_id_entry_id_fkey;
ALTER TABLE ledger_queue DROP CONSTRAINT ledger_queue_workspace_id_entry_id_fkey;
