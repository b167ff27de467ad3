// Who is behind an address. Anyone can claim one in a chat, so a claim opens nothing and finds nobody; it counts once it is proved, and only then joins people.
// An address owns its history from the first message that came from it (`wire`), because answers go there and nowhere else.

import { blindIndex, isLive, isShutOut, matches, open, type Permit, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type Id, newId, type PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { type IdentityKind, normalise } from './identity-value.ts';
import { group, groups, merge, rootOf } from './merges.ts';
import { createPerson, fillProfile } from './profile.ts';
import { byRoot, isOwned, isShared, isToldApart, partedAmong, writerAmong } from './sharing/sharing.ts';
import { sharing } from './sharing/store.ts';
import * as store from './store.ts';

export type Arrival = {
  readonly kind: IdentityKind;
  readonly value: string;
  readonly name?: string | undefined;
  readonly language?: string | undefined;
  readonly proof?: store.Proof | undefined;
  /** Whoever is talked with in what it answers, where that is known: looked up only where several people own the address. */
  readonly answered?: (() => Promise<PersonId | undefined>) | undefined;
};
type Arrived = {
  readonly person: PersonId;
  readonly identity: Id<'idn'>;
  readonly isNew: boolean;
  readonly isNamed: boolean;
  /** Roots of others who own the address as well. */
  readonly sharers: readonly PersonId[];
};
type Known = {
  readonly value: string;
  readonly index: Buffer;
  readonly valueId: Id<'idn'> | undefined;
  readonly rows: store.IdentityRow[];
};

/**
 * Whoever writes from this address: its owner, or a new person when it has none (also after an erasure). Never somebody who merely claimed it, and of several who own it none but whoever is answered: else
 * somebody new, until a person says who it is. `person` is the root after merges, `isNamed` whether their name became known by this. Two first messages at once make one person. Problem `invalid` when
 * the value is none of its kind.
 */
export async function arrive(ctx: Ctx, arrival: Arrival): Promise<Arrived> {
  const known = await look(ctx, arrival.kind, arrival.value);
  const owners = await byRoot(ctx, known.rows.filter(isOwned));
  const owner = await writerAmong(ctx, owners, owners.size > 1 || isShared(known.rows) ? await arrival.answered?.() : undefined);
  if (!owner) {
    const person = await createPerson(ctx, arrival);
    const identity = await add(ctx, person, arrival.kind, known, 'wire', arrival.proof);
    return { person, identity, isNew: true, isNamed: Boolean(arrival.name), sharers: [...owners.keys()] };
  }
  const isNamed = await fillProfile(ctx, owner.person, arrival);
  if (owner.source === 'claimed') await store.setWired(ctx.db, ctx.workspace, owner.id);
  if (arrival.proof && !owner.provedAt) await record(ctx, owner, arrival.proof);
  const person = await rootOf(ctx, owner.person);
  return { person, identity: owner.id, isNew: false, isNamed, sharers: [...owners.keys()].filter((each) => each !== person) };
}

/**
 * Adds what somebody says is theirs; without proof it is a claim that opens nothing. With proof it joins as `prove` does: for an email pass `signed-identity`
 * only when the site says that it verified the address. The same value again gives the same identity.
 */
export async function addIdentity(
  ctx: Ctx,
  person: PersonId,
  parts: { kind: IdentityKind; value: string; proof?: store.Proof | undefined },
): Promise<{ identity: Id<'idn'>; person: PersonId; joined: boolean }> {
  const known = await look(ctx, parts.kind, parts.value);
  const members = await group(ctx, person);
  const root = members[0];
  if (!root) throw new Problem('not-found');
  const own = known.rows.find((row) => members.includes(row.person));
  const identity = own?.id ?? (await add(ctx, root, parts.kind, known, 'claimed', undefined));
  if (!parts.proof) return { identity, person: root, joined: false };
  return { identity, ...(await prove(ctx, identity, parts.proof)) };
}

/**
 * Records the proof and joins all people who own the same value (proved it, or wrote from it) under the oldest; nobody where staff took any of them apart, since then it proves no more who somebody is.
 * `person` is the root afterwards. Problem `not-found` or `erased`.
 */
export async function prove(ctx: Ctx, identity: Id<'idn'>, proof: store.Proof): Promise<{ person: PersonId; joined: boolean }> {
  const row = await store.identityRow(ctx.db, ctx.workspace, identity);
  if (!row) throw new Problem('not-found');
  await store.lockValue(ctx.db, ctx.workspace, row.kind, row.blindIndex);
  if (!(await isLive(ctx, row.person))) throw new Problem('erased');
  if (!row.provedAt) await record(ctx, row, proof);
  let root = await rootOf(ctx, row.person);
  const rows = (await store.sameValueRows(ctx.db, ctx.workspace, row.valueId)).filter(isOwned);
  const others = [...(await byRoot(ctx, rows)).keys()].filter((each) => each !== root);
  if (isShared(rows)) return { person: root, joined: false };
  const parted = await partedAmong(ctx, [root, ...others]);
  if (parted.size > 0) {
    // whoever only claimed it when they were taken apart is one of its owners from now on
    const [these, those] = [await group(ctx, root), [...(await groups(ctx, [...parted])).values()].flat()];
    await sharing.part(
      ctx,
      these,
      those.filter((each) => !these.includes(each)),
    );
    return { person: root, joined: false };
  }
  let joined = false;
  for (const otherRoot of others) {
    if (!(await isLive(ctx, otherRoot))) continue;
    const [into, from] = root < otherRoot ? [root, otherRoot] : [otherRoot, root]; // ids sort by age
    await merge(ctx, into, from, proof);
    root = into;
    joined = true;
  }
  return { person: root, joined };
}

/** The identity that owns this value (proved first, then written from), never a mere claim; nor any where several people own it or did, since nobody can tell which of them is meant. */
export async function findIdentity(ctx: Ctx, kind: IdentityKind, value: string): Promise<store.IdentityRow | undefined> {
  const rows = await ownersOf(ctx, kind, value);
  const owners = await byRoot(ctx, rows);
  const [first] = owners.values();
  return owners.size > 1 || isShared(rows) ? undefined : first?.[0];
}

/** Everyone's identities that own this value, proved first; of several people where it is shared. */
export async function ownersOf(ctx: Ctx, kind: IdentityKind, value: string): Promise<store.IdentityRow[]> {
  return (await holdersOf(ctx, kind, value)).filter(isOwned);
}

/** Whether somebody is known by an address that others own as well, and nobody said yet which of them it is: what is asked for so waits for a proof or a person (Art. 12(6)). */
export async function isOneOfSeveral(ctx: Ctx, person: PersonId): Promise<boolean> {
  for (const { valueId } of (await identitiesOf(ctx, person)).filter(isOwned)) {
    const rows = (await store.sameValueRows(ctx.db, ctx.workspace, valueId)).filter(isOwned);
    const owners = await byRoot(ctx, rows);
    if ((owners.size > 1 || isShared(rows)) && !isToldApart(owners.get(await rootOf(ctx, person)) ?? [])) return true;
  }
  return false;
}

/** Those of somebody's addresses that nobody else owns: what is said to any other says it to somebody else as well (Art. 5(1)(f)). */
export async function ownedAlone(ctx: Ctx, identities: readonly store.IdentityRow[]): Promise<store.IdentityRow[]> {
  const alone: store.IdentityRow[] = [];
  for (const each of identities) {
    const owned = (await store.sameValueRows(ctx.db, ctx.workspace, each.valueId)).filter(isOwned);
    if (!isShared(owned) && (await byRoot(ctx, owned)).size < 2) alone.push(each);
  }
  return alone;
}

/** Everyone's identities with this value, owned or claimed, live ones only. */
export async function holdersOf(ctx: Ctx, kind: IdentityKind, value: string): Promise<store.IdentityRow[]> {
  return normalise(kind, value) === undefined ? [] : (await look(ctx, kind, value)).rows;
}

/** Identities of the whole group, values sealed. */
export async function identitiesOf(ctx: Ctx, person: PersonId): Promise<store.IdentityRow[]> {
  return store.identityRows(ctx.db, ctx.workspace, await group(ctx, person));
}

/** One identity by id. */
export async function identityOf(ctx: Ctx, identity: Id<'idn'>): Promise<store.IdentityRow | undefined> {
  return store.identityRow(ctx.db, ctx.workspace, identity);
}

/** Takes an identity away from its person, with the codes that wait for it: it was somebody else's (Art. 16). Who writes from it next is a new person. Nothing happens when it is gone. */
export async function forgetIdentity(ctx: Ctx, identity: Id<'idn'>): Promise<void> {
  const row = await store.identityRow(ctx.db, ctx.workspace, identity);
  if (!row) return;
  await store.lockValue(ctx.db, ctx.workspace, row.kind, row.blindIndex);
  await store.removeIdentity(ctx.db, ctx.workspace, identity);
  if (isOwned(row) && isToldApart([row])) await endSharing(ctx, row.valueId);
  await append(ctx, { kind: 'identity.removed', subject: row.person, facts: { identity, kind: row.kind } });
  tellPages(ctx, { topic: 'person.changed', ids: { person: row.person } });
}

/** Once it was taken from all of those who were told apart but one, and nobody came with it since, it is that one's. */
async function endSharing(ctx: Ctx, valueId: Id<'idn'>): Promise<void> {
  const rest = (await store.sameValueRows(ctx.db, ctx.workspace, valueId)).filter(isOwned);
  if (isToldApart(rest) && (await byRoot(ctx, rest)).size === 1) await sharing.clear(ctx, valueId);
}

/** The value in the clear, under a Permit that names `identities.value`. */
export async function readIdentity(ctx: Ctx, permit: Permit, identity: store.IdentityRow): Promise<string> {
  return open(ctx, permit, placeOf(identity), identity.value);
}

export const placeOf = (row: { id: Id<'idn'>; person: PersonId }) => ({
  subject: row.person,
  table: 'identities',
  row: row.id,
  column: 'value',
});

/** Finds the live rows with this very value and holds off everyone else who comes with it. */
async function look(ctx: Ctx, kind: IdentityKind, text: string): Promise<Known> {
  const value = normalise(kind, text);
  if (value === undefined) throw new Problem('invalid', { fields: [{ path: 'value', message: `is no ${kind}` }] });
  const index = await blindIndex(ctx, `identities.${kind}`, value);
  await store.lockValue(ctx.db, ctx.workspace, kind, index);
  const rows: store.IdentityRow[] = [];
  for (const row of await store.candidates(ctx.db, ctx.workspace, kind, index)) {
    const isOther = rows[0] !== undefined && rows[0].valueId !== row.valueId;
    if (!isOther && (await isSame(ctx, row, value))) rows.push(row);
  }
  return { value, index, valueId: rows[0]?.valueId, rows };
}

/** A row whose key is gone matches nothing: its person is being erased. Nor does that of whoever came back with a restore and waits to be erased again: who writes meanwhile is somebody new. */
async function isSame(ctx: Ctx, row: store.IdentityRow, value: string): Promise<boolean> {
  if (isShutOut(ctx, [row.person])) return false;
  return matches(ctx, placeOf(row), row.value, value).catch((error) => {
    if (error instanceof Problem && error.code === 'erased') return false;
    throw error;
  });
}

async function add(
  ctx: Ctx,
  person: PersonId,
  kind: IdentityKind,
  known: Known,
  source: store.Source,
  proof: store.Proof | undefined,
): Promise<Id<'idn'>> {
  const id = newId('idn');
  const value = await seal(ctx, placeOf({ id, person }), known.value);
  const proved = proof ? { provedAt: ctx.now, proof } : { provedAt: null, proof: null };
  await store.addIdentityRow(ctx.db, ctx.workspace, {
    id,
    person,
    kind,
    blindIndex: known.index,
    valueId: known.valueId ?? id,
    value,
    source,
    addedAt: ctx.now,
    shared: isShared(known.rows) ? 'newcomer' : null,
    ...proved,
  });
  await append(ctx, { kind: 'identity.added', subject: person, facts: { identity: id, kind, source, proof: proof ?? null } });
  return id;
}

async function record(ctx: Ctx, row: store.IdentityRow, proof: store.Proof): Promise<void> {
  await store.setProof(ctx.db, ctx.workspace, row.id, proof, ctx.now);
  await append(ctx, { kind: 'identity.proved', subject: row.person, facts: { identity: row.id, kind: row.kind, proof } });
  tellPages(ctx, { topic: 'person.changed', ids: { person: row.person } });
}
