// How a ledger changed its key, as whoever verifies takes it: beside the ledger, and in each certificate that rests on it.
import Type from 'typebox';

export const keyChange = Type.Object({
  announcement: Type.String({ description: 'What both keys signed: size and root of the tree, the key before and the key after' }),
  checkpoint: Type.String({ description: 'The checkpoint of that size, which both signed' }),
  compromised: Type.Optional(
    Type.String({
      description: 'A note that a later key signed: somebody else has the key before, which counts for nothing beyond that size',
    }),
  ),
  succession: Type.Optional(
    Type.Array(Type.String(), {
      description: 'Where the key before was destroyed already, and signed neither: the notes by which each key had named the next',
    }),
  ),
});
