import Type from 'typebox';
import { keyChange } from './ledger-keys.ts';
import { endpoints, id, instant, maybe, paged } from './shapes.ts';

const key = id('wsp', 'The ledger, as named in the first line of its checkpoints behind `parley/`');
const tilePlace = Type.String({
  pattern: '^(x[0-9]{3}/){0,4}[0-9]{3}(\\.p/[1-9][0-9]{0,2})?$',
  description: 'Index of the tile, as in x001/x234/067, with .p/ and its width when it is partial',
});
const size = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const bytes = Type.Unknown();

export const ledgerEndpoints = endpoints({
  readLedgerCheckpoint: {
    summary: 'The newest checkpoint with the co-signatures of its witnesses (C2SP tlog-tiles)',
    params: Type.Object({ key }),
    answer: bytes,
    binary: true,
  },
  readLedgerKey: {
    summary: 'The verifier key of this ledger (C2SP signed-note), as a line of text',
    params: Type.Object({ key }),
    answer: bytes,
    binary: true,
  },
  readLedgerKeys: {
    summary: 'The verifier key of this ledger, and all before it: what both keys signed at each change, with the checkpoint of then',
    params: Type.Object({ key }),
    answer: Type.Object({
      key: Type.String({ description: 'Verifier key, C2SP signed note' }),
      changes: Type.Array(keyChange, { description: 'Oldest first' }),
    }),
  },
  readVerifier: {
    summary: 'A program for Node that verifies the certificate of an erasure offline',
    answer: bytes,
    binary: true,
  },
  readLedgerTile: {
    summary: 'Hashes of the tree (C2SP tlog-tiles)',
    params: Type.Object({ key, level: Type.String({ pattern: '^([0-9]|[1-5][0-9]|6[0-3])$' }), '*': tilePlace }),
    answer: bytes,
    binary: true,
  },
  readLedgerEntries: {
    summary: 'Entries below a tile of level 0, each behind its length (C2SP tlog-tiles)',
    params: Type.Object({ key, '*': tilePlace }),
    answer: bytes,
    binary: true,
  },
  addCosignature: {
    summary: 'A witness hands in a checkpoint of this ledger that it co-signed (C2SP tlog-cosignature)',
    params: Type.Object({ key }),
    upload: true,
    answer: Type.Object({ added: Type.Integer({ description: 'How many co-signatures of known witnesses it bore' }) }),
  },
  readCheckpoint: {
    summary: 'The newest signed checkpoint (C2SP tlog-checkpoint)',
    answer: Type.Object({
      size: Type.Integer(),
      root: Type.String(),
      note: Type.String(),
      key: Type.String({ description: 'Verifier key, C2SP signed note' }),
      witnesses: Type.Array(
        Type.Object({ name: Type.String(), size: maybe(Type.Integer({ description: 'Of the newest checkpoint it co-signed' })) }),
      ),
      verified: maybe(
        Type.Object({
          at: instant,
          size: Type.Integer(),
          faults: Type.Integer({ description: '0 when everything held' }),
          first: maybe(Type.String({ description: 'Code of the first fault' })),
        }),
      ),
    }),
  },
  listLedger: {
    summary: 'What was recorded, newest first; ids and codes only',
    query: Type.Object({
      kind: Type.Optional(
        Type.String({
          pattern: '^[a-z0-9.-]{1,80}$',
          description: 'Act, or with a full stop at its end, such as consent., all that begin so',
        }),
      ),
      actor: Type.Optional(
        Type.String({ pattern: '^[A-Za-z0-9_.:-]{1,80}$', description: 'Who did it: staff, person, or a part of the system' }),
      ),
      person: Type.Optional(id('per', 'Person')),
      from: Type.Optional(instant),
      to: Type.Optional({ ...instant, description: 'Up to and without this instant' }),
      ...paged,
    }),
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          id: id('led', 'Entry'),
          position: maybe(Type.Integer()),
          at: instant,
          kind: Type.String(),
          actor: maybe(Type.String()),
          facts: maybe(Type.Record(Type.String(), Type.Unknown())),
        }),
      ),
      next: maybe(Type.String()),
    }),
  },
  readProof: {
    summary: 'Inclusion proof of an entry in the newest checkpoint (RFC 6962)',
    params: Type.Object({ entry: id('led', 'Entry') }),
    answer: Type.Object({ position: Type.Integer(), leaf: Type.String(), proof: Type.Array(Type.String()), checkpoint: Type.String() }),
  },
  readConsistency: {
    summary: 'Proof that the tree of one size continues that of an earlier one (RFC 6962)',
    query: Type.Object({ from: size, to: Type.Optional(size) }),
    answer: Type.Object({
      from: Type.Integer(),
      to: Type.Integer({ description: 'The newest checkpoint when none was asked for' }),
      proof: Type.Array(Type.String()),
      checkpoint: Type.String({ description: 'The newest' }),
    }),
  },
});
