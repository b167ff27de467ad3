// The door of the keys: seal, open under a Permit, shred. Plaintext of a person is made here and nowhere else.
export { type Act, mintPermit, type Permit, type Place } from './permits.ts';
export { type Rotation, rotateEpoch } from './rotate.ts';
export { type Item, matches, open, openBytes, openMany, seal, sealMany } from './sealing.ts';
export { shred, shredTimes, unrecoverableBy } from './shred.ts';
export { createSubject, isLive } from './subjects.ts';
export { lookupHash, readSignedId, readToken, signId, signToken, type TokenPayload } from './tokens.ts';
export { blindIndex, openSecret, type SecretPlace, sealSecret } from './workspace.ts';
