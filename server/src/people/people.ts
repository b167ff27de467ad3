// The door of people: data subjects, the identities by which channels know them, and joining two people only by proof.

import type { Permit } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { Id, PersonId } from '#kit/ids';
import { announcement } from '#kit/outbox';
import type { Sealed } from '#kit/seal';

export type IdentityKind = 'email' | 'phone' | 'visitor' | 'account';
export type Proof = 'code' | 'signed-identity' | 'reply-address' | 'agent-decision' | 'device';
/** `wire`: a message came from it, so it owns its own history; `claimed`: somebody said it was theirs, which opens nothing before it is proved. */
export type Source = 'wire' | 'claimed';
export type IdentityRow = {
  readonly id: Id<'idn'>;
  readonly person: PersonId;
  readonly kind: IdentityKind;
  readonly value: Sealed;
  readonly source: Source;
  readonly provedAt: Date | null;
  readonly proof: Proof | null;
  readonly addedAt: Date;
};
export type MergeRow = {
  readonly id: Id<'mrg'>;
  readonly into: PersonId;
  readonly from: PersonId;
  readonly proof: Proof;
  readonly at: Date;
};
export type CodeUse = 'proof' | 'entry';
export type Arrival = {
  readonly kind: IdentityKind;
  readonly value: string;
  readonly name?: string;
  readonly language?: string;
  readonly proof?: Proof;
};

/** A code waits, sealed, for the channel that can carry it. */
export const codeRequested = announcement<{ identity: Id<'idn'>; code: Id<'cod'> }>('people.code-requested');
export const peopleMerged = announcement<{ merge: Id<'mrg'>; into: PersonId; from: PersonId }>('people.merged');
export const peopleParted = announcement<{ merge: Id<'mrg'>; into: PersonId; from: PersonId }>('people.parted');

/** Whoever writes from this address, made when unknown; never somebody who merely claimed it. `person` is the root after merges. Throws Problem `invalid` for a value that is none of its kind. */
export async function arrive(_ctx: Ctx, _arrival: Arrival): Promise<{ person: PersonId; identity: Id<'idn'>; isNew: boolean }> {
  throw new Error('not built yet');
}
/** The person a merge chain ends at; the same id when unknown. */
export async function rootOf(_ctx: Ctx, _person: PersonId): Promise<PersonId> {
  throw new Error('not built yet');
}
/** Everyone who is this person by merges: root first. Empty when unknown or erased. */
export async function group(_ctx: Ctx, _person: PersonId): Promise<PersonId[]> {
  throw new Error('not built yet');
}
/** Groups of many people at once, by the id asked for. */
export async function groups(_ctx: Ctx, _people: readonly PersonId[]): Promise<Map<PersonId, PersonId[]>> {
  throw new Error('not built yet');
}
/** Identities of the whole group, values sealed (place: the row's own person, `identities.value`). */
export async function identitiesOf(_ctx: Ctx, _person: PersonId): Promise<IdentityRow[]> {
  throw new Error('not built yet');
}
/** One identity by id. */
export async function identityOf(_ctx: Ctx, _identity: Id<'idn'>): Promise<IdentityRow | undefined> {
  throw new Error('not built yet');
}
/** Value of an identity in the clear under a permit that names `identities.value`. */
export async function readIdentity(_ctx: Ctx, _permit: Permit, _identity: IdentityRow): Promise<string> {
  throw new Error('not built yet');
}
/** Adds what a person says is theirs; without proof it is a claim that opens nothing. With proof it joins as `prove` does. */
export async function addIdentity(
  _ctx: Ctx,
  _person: PersonId,
  _parts: { kind: IdentityKind; value: string; proof?: Proof },
): Promise<{ identity: Id<'idn'>; person: PersonId; joined: boolean }> {
  throw new Error('not built yet');
}
/** Records the proof and joins the people who own the same value (proved it, or wrote from it). `person` is the root afterwards. */
export async function prove(_ctx: Ctx, _identity: Id<'idn'>, _proof: Proof): Promise<{ person: PersonId; joined: boolean }> {
  throw new Error('not built yet');
}
/** Makes two people one, both keys kept. Throws Problem `erased` or `conflict` (already one). `reason` is sealed. */
export async function merge(_ctx: Ctx, _into: PersonId, _from: PersonId, _proof: Proof, _reason?: string): Promise<Id<'mrg'>> {
  throw new Error('not built yet');
}
/** Takes one merge apart, leaving all others as they are. */
export async function unmerge(_ctx: Ctx, _merge: Id<'mrg'>): Promise<void> {
  throw new Error('not built yet');
}
/** Standing merges of a group. */
export async function mergesOf(_ctx: Ctx, _person: PersonId): Promise<MergeRow[]> {
  throw new Error('not built yet');
}
/** The identity that owns this value (proved first, then written from), never a mere claim. */
export async function findIdentity(_ctx: Ctx, _kind: IdentityKind, _value: string): Promise<IdentityRow | undefined> {
  throw new Error('not built yet');
}
/** Makes a code of 8 digits, valid 10 minutes, and announces it. Throws Problem `too-many` with Retry-After after 5 an hour for one identity. */
export async function newCode(_ctx: Ctx, _identity: Id<'idn'>, _use: CodeUse): Promise<Id<'cod'>> {
  throw new Error('not built yet');
}
/** The code and where it goes, under a send permit that names `codes.code` and `identities.value`; undefined once used or expired. */
export async function readCode(
  _ctx: Ctx,
  _permit: Permit,
  _code: Id<'cod'>,
): Promise<{ code: string; to: string; use: CodeUse; person: PersonId; expiresAt: Date } | undefined> {
  throw new Error('not built yet');
}
/** Whose code is waiting, to ask the gate before `readCode`. */
export async function codeOwner(_ctx: Ctx, _code: Id<'cod'>): Promise<{ person: PersonId; identity: Id<'idn'>; use: CodeUse } | undefined> {
  throw new Error('not built yet');
}
/** Tries a code: 5 tries each, once, constant time. It proves nothing by itself: call `prove` next. `person` narrows to codes asked for by that person. A wrong try is counted even though the caller then fails: commit, then refuse. */
export async function useCode(
  _ctx: Ctx,
  _kind: IdentityKind,
  _value: string,
  _code: string,
  _use: CodeUse,
  _person?: PersonId,
): Promise<{ person: PersonId; identity: Id<'idn'> } | undefined> {
  throw new Error('not built yet');
}
/** Names by the id asked for (the group's first name), under a permit that names `people.name`; who has none is left out. */
export async function personNames(_ctx: Ctx, _permit: Permit, _people: readonly PersonId[]): Promise<Map<PersonId, string>> {
  throw new Error('not built yet');
}
/** Name and language under a permit that names `people.name` and `people.language`. */
export async function profileOf(
  _ctx: Ctx,
  _permit: Permit,
  _person: PersonId,
): Promise<{ name: string | null; language: string | null; createdAt: Date } | undefined> {
  throw new Error('not built yet');
}
/** Corrects name or language (Art. 16); null takes the value away, undefined leaves it. */
export async function changeProfile(
  _ctx: Ctx,
  _person: PersonId,
  _change: { name?: string | null | undefined; language?: string | null | undefined },
): Promise<void> {
  throw new Error('not built yet');
}
