// The certificate of an erasure, as staff, its person and whoever has the link read it.
import Type from 'typebox';
import { keyChange } from './ledger-keys.ts';
import { certified } from './rights-kept.ts';
import { keeps } from './rights-kept-there.ts';
import { heard } from './rights-notices.ts';
import { id, instant, maybe } from './shapes.ts';

export const certificate = Type.Object({
  certificate: id('crt', 'Certificate'),
  request: id('req', 'Request'),
  workspace: id('wsp', 'Workspace'),
  receivedAt: instant,
  unreadableAt: instant,
  unrecoverableBy: instant,
  deletedAt: instant,
  probedAt: instant,
  subjectKeys: Type.Integer(),
  holdings: Type.Array(Type.Object({ table: Type.String(), erased: Type.Integer() })),
  kept: Type.Array(certified),
  recipients: Type.Array(Type.Object({ code: Type.String(), toldAt: maybe(instant), note: Type.String(), keeps: Type.Optional(keeps) })),
  toldSince: Type.Array(Type.Object({ code: Type.String(), ...heard.properties }), {
    description: 'Whether recipients were told, as it stands now: not part of what is signed, each step has an entry in the ledger',
  }),
  ledger: Type.Object({
    entry: id('led', 'Ledger entry'),
    data: Type.String({ description: 'The entry as its leaf hashes it' }),
    payload: Type.String({ description: 'What the entry says, with the salt of its commitment: JSON with sorted keys' }),
    position: Type.Integer(),
    leaf: Type.String(),
    proof: Type.Array(Type.String()),
    checkpoint: Type.String(),
    keyChanges: Type.Optional(
      Type.Array(keyChange, {
        description: 'Where the ledger changed its key: what both keys signed, and the checkpoint of then, oldest first',
      }),
    ),
  }),
  signature: Type.String({ description: 'Signed note (C2SP) over the certificate' }),
});
