// The door of the keys: seal, open under a Permit, shred. Plaintext of a person is made here and nowhere else.
export { type BackupKey, destroyBackupKey, findBackupKey, newBackupKey } from './backups.ts';
export { inFreshEpoch, putEpochBack } from './epoch-files.ts';
export { returnedSubjects } from './erased-again.ts';
export { markInUse, refuseInUse } from './in-use.ts';
export { shreddedTopic } from './keyring.ts';
export { mintPermit, type Permit, type Place } from './permits.ts';
export { replaceWorkspaceKeys } from './replace.ts';
export { moveRoot } from './roots/move.ts';
export { bringOwnRoot } from './roots/own.ts';
export { destroyUnneededRoots } from './roots/retire.ts';
export { refuseOtherRoot } from './roots/roots.ts';
export { rotateEpoch } from './rotate.ts';
export { matches, open, openBytes, openMany, readyToOpen, seal, sealMany } from './sealing.ts';
export { shred, shredTimes, unrecoverableBy } from './shred.ts';
export { type KeyStatus, keyStatus } from './status.ts';
export { createSubject, holdKeys, holdLive, isLive, livingAmong } from './subjects.ts';
export { lookupHash, readSignedId, readToken, signId, signToken } from './tokens.ts';
export { blindIndex, openSecret, sealSecret } from './workspace.ts';
