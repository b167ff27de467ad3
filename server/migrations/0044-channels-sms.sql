-- channels: text messages come in pieces, in any order, and a carrier that got no answer hands them in again. The words of a piece lie here, sealed, until all are
-- there; then only a keyed hash of them stays for a day, by which the same again is known.
CREATE TABLE message_pieces (
  workspace_id parley_id NOT NULL,
  inbox_id parley_id NOT NULL,
  -- of the piece, and of the message that it belongs to; keyed hashes
  hash text COLLATE "C" NOT NULL,
  whole text COLLATE "C" NOT NULL,
  digest text COLLATE "C" NOT NULL,
  part int NOT NULL,
  parts int NOT NULL,
  person_id parley_id NOT NULL,
  -- which session of the carrier's told it, and in which place: a number of ours
  told text COLLATE "C" NOT NULL,
  sealed bytea,
  at timestamptz NOT NULL,
  joined_at timestamptz,
  PRIMARY KEY (workspace_id, inbox_id, hash)
);
CREATE INDEX message_pieces_whole ON message_pieces (workspace_id, inbox_id, whole);
CREATE INDEX message_pieces_person ON message_pieces (workspace_id, person_id);
CREATE INDEX message_pieces_at ON message_pieces (workspace_id, at);
SELECT parley_protect('message_pieces', 'SELECT, INSERT, UPDATE, DELETE');

-- A line to a carrier is held by one node. Which one, and until when it need not be asked again.
CREATE TABLE carrier_lines (
  workspace_id parley_id NOT NULL,
  inbox_id parley_id NOT NULL,
  holder text COLLATE "C" NOT NULL,
  held_until timestamptz NOT NULL,
  -- how it stands: a code of ours
  state text NOT NULL,
  PRIMARY KEY (workspace_id, inbox_id)
);
SELECT parley_protect('carrier_lines', 'SELECT, INSERT, UPDATE, DELETE');
