// Two people who are one: a pointer from one root to the other, so that both keys stay and any merge can be taken apart without touching the rest.

import { isLive, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import { causedBy } from '#kit/decider';
import { type Id, newId, type PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { announce, announcement } from '#kit/outbox';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { peopleDeciders } from './deciders.ts';
import { tellApart } from './origins/again.ts';
import { sharing } from './sharing/store.ts';
import * as store from './store.ts';

/** Both were roots; afterwards `into` is the root of both. */
export const peopleMerged = announcement<{ merge: Id<'mrg'>; into: PersonId; from: PersonId }>('people.merged');
export const peopleParted = announcement<{ merge: Id<'mrg'>; into: PersonId; from: PersonId }>('people.parted');

/** The person a merge chain ends at; the same id when unknown. */
export async function rootOf(ctx: Ctx, person: PersonId): Promise<PersonId> {
  return (await store.rootRows(ctx.db, ctx.workspace, [person]))[0]?.root ?? person;
}

/** Everyone who is this person by merges: root first. Empty when unknown or erased. */
export async function group(ctx: Ctx, person: PersonId): Promise<PersonId[]> {
  return (await groups(ctx, [person])).get(person) ?? [];
}

/** As `group`, and nobody is joined to it or parted from it before this transaction ends. */
export async function holdGroup(ctx: Ctx, person: PersonId): Promise<PersonId[]> {
  await store.lockMerges(ctx.db, ctx.workspace);
  return group(ctx, person);
}

/** Nobody is joined to anybody or parted before this transaction ends, and no request is opened: who does so comes first and is seen, or waits. */
export async function holdEveryGroup(ctx: Ctx): Promise<void> {
  await store.lockMerges(ctx.db, ctx.workspace);
}

/** The groups of many people at once, by the id asked for; who is unknown is left out. */
export async function groups(ctx: Ctx, people: readonly PersonId[]): Promise<Map<PersonId, PersonId[]>> {
  if (people.length === 0) return new Map();
  const byAsked = Map.groupBy(await store.groupRows(ctx.db, ctx.workspace, [...new Set(people)]), (row) => row.asked);
  return new Map([...byAsked].map(([asked, rows]) => [asked, rows.map((row) => row.member)]));
}

/** Ids of everybody in the order of their ids, so many after one; for those who go through them all. */
export async function everyoneAfter(ctx: Ctx, after: PersonId | undefined, limit: number): Promise<PersonId[]> {
  return (await store.peopleAfter(ctx.db, ctx.workspace, after, limit)).map((row) => row.id);
}

/** Makes two people one under the root of `into`. Problem `not-found`, `erased`, or `conflict` when they are one already. `reason` is sealed under `into`. */
export async function merge(ctx: Ctx, into: PersonId, from: PersonId, proof: store.MergeProof, reason?: string): Promise<Id<'mrg'>> {
  await store.lockMerges(ctx.db, ctx.workspace); // two merges at once could otherwise close a ring
  const roots = { into: await rootOf(ctx, into), from: await rootOf(ctx, from) };
  if (roots.into === roots.from) throw new Problem('conflict', { detail: 'They are one person already.' });
  for (const root of [roots.into, roots.from]) if (!(await isLive(ctx, root))) throw new Problem('erased');
  const id = newId('mrg');
  const sealed = reason === undefined ? null : await seal(ctx, { subject: roots.into, table: 'merges', row: id, column: 'reason' }, reason);
  await sharing.rejoin(ctx, await group(ctx, roots.into), await group(ctx, roots.from));
  if ((await store.mergeInto(ctx.db, ctx.workspace, roots.from, roots.into)) !== 1) throw new Problem('not-found');
  await store.addMerge(ctx.db, ctx.workspace, { id, ...roots, proof, reason: sealed, by: ctx.actor.id }, ctx.now);
  const decided = proof !== 'agent-decision' && causedBy(peopleDeciders, 'joining');
  await append(ctx, { kind: 'people.merged', subject: roots.into, facts: { merge: id, from: roots.from, proof, ...decided } });
  await announce(ctx, peopleMerged, { merge: id, ...roots });
  for (const person of [roots.into, roots.from]) tellPages(ctx, { topic: 'person.changed', ids: { person } });
  return id;
}

/** Takes one merge apart and leaves all others as they are. Problem `not-found`, or `conflict` when it was undone before. */
export async function unmerge(ctx: Ctx, merge: Id<'mrg'>): Promise<void> {
  await store.lockMerges(ctx.db, ctx.workspace);
  const row = await store.mergeRow(ctx.db, ctx.workspace, merge);
  if (!row) throw new Problem('not-found');
  if (row.undoneAt) throw new Problem('conflict', { detail: 'This merge was taken apart before.' });
  await store.partFrom(ctx.db, ctx.workspace, row.from, row.into);
  await store.setUndone(ctx.db, ctx.workspace, merge, ctx.now);
  const [these, those] = [await group(ctx, row.into), await group(ctx, row.from)];
  await sharing.part(ctx, these, those);
  await tellApart(ctx, [...these, ...those], row.at); // what one saw the other did not
  await append(ctx, { kind: 'people.parted', subject: row.into, facts: { merge, from: row.from } });
  await announce(ctx, peopleParted, { merge, into: row.into, from: row.from });
  for (const person of [row.into, row.from]) tellPages(ctx, { topic: 'person.changed', ids: { person } });
}

/** The standing merges of a group, oldest first. */
export async function mergesOf(ctx: Ctx, person: PersonId): Promise<store.MergeRow[]> {
  return (await store.mergeRows(ctx.db, ctx.workspace, await group(ctx, person))).filter((row) => row.undoneAt === null);
}
