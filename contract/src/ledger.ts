import Type from 'typebox';
import { endpoints, id, instant, maybe, paged, text } from './shapes.ts';

export const ledgerEndpoints = endpoints({
  readCheckpoint: {
    summary: 'The newest signed checkpoint (C2SP tlog-checkpoint)',
    answer: Type.Object({
      size: Type.Integer(),
      root: Type.String(),
      note: Type.String(),
      key: Type.String({ description: 'Verifier key, C2SP signed note' }),
    }),
  },
  listLedger: {
    summary: 'What was recorded, newest first; ids and codes only',
    query: Type.Object({ kind: Type.Optional(text(80, 'Kind')), person: Type.Optional(id('per', 'Person')), ...paged }),
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
});
