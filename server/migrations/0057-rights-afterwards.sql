-- rights: what becomes of a hand-over after it arrived (Art. 20(2)). The sender asks the receiver, who signs the answer; the person may take it back while it waits there.
ALTER TABLE handovers ADD COLUMN standing text COLLATE "C" CHECK (standing IN ('waiting', 'accepted', 'refused', 'expired', 'withdrawn'));
-- the receiver's signed word about it, under the person
ALTER TABLE handovers ADD COLUMN word bytea;
ALTER TABLE handovers ADD COLUMN asked_at timestamptz;
ALTER TABLE handovers ADD COLUMN stopped_at timestamptz;
-- over the sealed pieces, once a call began: what is asked about is known by it also when the envelope is gone
ALTER TABLE handovers ADD COLUMN digest text COLLATE "C";
-- since when a call may have brought it there of which nobody knows how it ended; NULL while each was answered with a no
ALTER TABLE handovers ADD COLUMN in_doubt_since timestamptz;
UPDATE handovers SET in_doubt_since = confirmed_at WHERE state = 'waiting' OR because IN ('unreachable', 'no-receipt');

-- Who sealed an envelope is known again by its signature, also once the envelope is gone: so long that the sender hears what became of it.
ALTER TABLE handover_arrivals ADD COLUMN signature bytea;
-- when staff were told that it waits
ALTER TABLE handover_arrivals ADD COLUMN reminded_at timestamptz;
ALTER TABLE handover_arrivals DROP CONSTRAINT handover_arrivals_state_check;
ALTER TABLE handover_arrivals ADD CONSTRAINT handover_arrivals_state_check
  CHECK (state IN ('waiting', 'accepted', 'refused', 'expired', 'withdrawn'));

-- Who asked, where nobody but a platform did: kept in the request, since letters are written after what it was read from is gone.
ALTER TABLE requests ADD COLUMN filed_alone boolean NOT NULL DEFAULT false;
UPDATE requests r SET filed_alone = true FROM dsr_filings f
  WHERE f.workspace_id = r.workspace_id AND f.request_id = r.id AND f.opened AND r.source = 'staff' AND r.message_id IS NULL AND r.on_behalf IS NULL
    AND NOT EXISTS (SELECT 1 FROM request_steps s WHERE s.workspace_id = r.workspace_id AND s.request_id = r.id AND s.step = 'joined');

-- when a filing was told last: what is caught up on late still has its day to be told
ALTER TABLE dsr_filings ADD COLUMN told_at timestamptz;
-- when the reception had no room last, so that staff hear of it
ALTER TABLE handover_keys ADD COLUMN turned_away_at timestamptz;
