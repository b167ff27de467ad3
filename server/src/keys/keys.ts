// The door of the keys: seal, open under a Permit, shred. Plaintext of a person is made here and nowhere else.
export { type BackupKey, destroyBackupKey, findBackupKey, newBackupKey } from './backups.ts';
export { departedCompanies, destroyKeys, destroySharesOf, destroyWorkspaceKey, rememberDeparted, unlessClosed } from './departed.ts';
export { clearDrillFolders, drillsIn, openDrillFolder } from './drills.ts';
export { inFreshEpoch, putEpochBack } from './epoch-files.ts';
export { returnedSubjects } from './erased-again.ts';
export { markInUse, refuseInUse } from './in-use.ts';
export { keptBackDays, keptBackOf, noteKept, noteKeptDay, noteKeptEnd } from './kept-back.ts';
export { keyPlaces, moveKeyStore } from './key-store/move.ts';
export {
  clearForRestore,
  endRestore,
  keyDatabaseClient,
  keyStoreAnswers,
  keyStoreFacts,
  prepareKeyStore,
  snapshotBoth,
} from './key-store/open-store.ts';
export { areKeysApart, areKeysGone, removeLeaving } from './key-store/removal.ts';
export { shreddedTopic } from './keyring.ts';
export { mintPermit, type Permit, type Place } from './permits.ts';
export { goOnWithRuns, reencrypt } from './reencrypt/reencrypt.ts';
export { replaceWorkspaceKeys } from './replace.ts';
export { moveRoot } from './roots/move.ts';
export { bringOwnRoot } from './roots/own.ts';
export { destroyUnneededRoots } from './roots/retire.ts';
export { refuseOtherRoot } from './roots/roots.ts';
export { rotateEpoch } from './rotate.ts';
export { matches, open, openBytes, openMany, readyToOpen, seal, sealMany } from './sealing.ts';
export { openSecret, sealSecret } from './secrets.ts';
export { shred, shredTimes, unrecoverableBy } from './shred.ts';
export { type KeyStatus, keyStatus } from './status.ts';
export { createSubject, holdKeys, holdLive, isLive, livingAmong } from './subjects.ts';
export { lookupHash, readSignedId, readToken, signId, signToken } from './tokens.ts';
export { blindIndex, workspaceHashes } from './workspace.ts';
