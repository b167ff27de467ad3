// The door of people: data subjects, the identities by which channels know them, and joining two people only by proof.

export { codeOwner, codeRequested, newCode, readCode, useCode } from './codes.ts';
export {
  addIdentity,
  arrive,
  findIdentity,
  forgetIdentity,
  holdersOf,
  identitiesOf,
  identityOf,
  isOneOfSeveral,
  ownedAlone,
  ownersOf,
  prove,
  readIdentity,
} from './identities.ts';
export { type IdentityKind, normalise, phoneIn } from './identity-value.ts';
export { setContractEnd } from './keeping-store.ts';
export { looksAt } from './looks.ts';
export { mask } from './masking/mask.ts';
export { unmask } from './masking/unmask.ts';
export { everyoneAfter, group, groups, holdEveryGroup, holdGroup, merge, mergesOf, peopleParted, rootOf, unmerge } from './merges.ts';
export {
  cameFrom,
  hastenNotice,
  isOwedNotice,
  lastNotice,
  noticeNotReached,
  noticeShown,
  openOrigins,
  originsOf,
  originsSoon,
  remindOfOrigins,
  saidOfOrigin,
  settleOrigin,
  wouldTell,
} from './origins/origins.ts';
export { daysLeft as daysToTell, stateOf as stateOfOrigin } from './origins/rules.ts';
export type { OriginRow, Soon } from './origins/store.ts';
export { changeProfile, personNames, profileOf, sealedNames, sealedOwnName } from './profile.ts';
export { reachableBy } from './reachable-store.ts';
export { byRoot, isOwned, isShared, sharedOf, sharersOf } from './sharing/sharing.ts';
export { groupsSql, type IdentityRow, type MergeProof, type Proof, type Source } from './store.ts';
export { isQuiet, sharesNo } from './succession/rules.ts';
export { loseIdentity, succeed, wouldShareNo } from './succession/succession.ts';
export { holdForNo, holdForSend } from './turns.ts';
