-- ledger: what waits is put into the tree in the order in which the database took it in, by its own clock. Ids are made by the nodes, whose clocks differ: of a no and of what was sent before it, which
-- wait for each other, the one that came second could have had the smaller id.
ALTER TABLE ledger_queue ADD COLUMN queued_at bigint NOT NULL DEFAULT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint; -- microseconds since 1970
ALTER TABLE ledger_queue DROP CONSTRAINT ledger_queue_pkey;
ALTER TABLE ledger_queue ADD PRIMARY KEY (workspace_id, queued_at, entry_id);
