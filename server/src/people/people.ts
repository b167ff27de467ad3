// The door of people: data subjects, the identities by which channels know them, and joining two people only by proof.

export { codeOwner, codeRequested, newCode, readCode, useCode, useCodeOf } from './codes.ts';
export { type Arrival, addIdentity, arrive, findIdentity, identitiesOf, identityOf, isOwned, prove, readIdentity } from './identities.ts';
export { type IdentityKind, normalise } from './identity-value.ts';
export { group, groups, merge, mergesOf, peopleMerged, peopleParted, rootOf, unmerge } from './merges.ts';
export { changeProfile, type Profile, personNames, profileOf } from './profile.ts';
export type { CodeUse, IdentityRow, MergeRow, Proof, Source } from './store.ts';
