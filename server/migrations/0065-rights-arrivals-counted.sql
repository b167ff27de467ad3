-- rights: what counts against whom while hand-overs wait (Art. 20(2)). An envelope whose signature is that of a company that was accepted from before counts against that company; any other against
-- the network it came from, which is kept as a keyed hash while it waits. Those that wait already count against nobody but the whole.
ALTER TABLE handover_arrivals ADD COLUMN sender text COLLATE "C";
ALTER TABLE handover_arrivals ADD COLUMN source bytea;

-- Companies from which something was accepted, by the hash of the address of their document, with the key by which they signed.
CREATE TABLE handover_senders (
  workspace_id parley_id NOT NULL,
  sender text COLLATE "C" NOT NULL,
  signer text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, sender)
);
SELECT parley_protect('handover_senders', 'SELECT, INSERT, UPDATE, DELETE');
