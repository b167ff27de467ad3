// The facts that the gate keeps about people: restricted (Art. 18), objected (Art. 21), held (Art. 17(3)). Set and lifted by rights and retention.

import { isLive, type No, noes, noteNo, noteNoEnd, ofWhom } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type Id, newId, type PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { awaitedOf } from '#kit/outbox';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { group, groups, holdForNo, peopleParted } from '#people';
import { codesOfFact } from './no-codes.ts';
import { addFact, endFact, type FactRow, readStanding } from './store.ts';
import type { NewFact } from './types.ts';

/** Sets a fact from now on; the gate obeys it with the next question. Problems: `erased`; `invalid` when it would end before it begins. */
export async function restrict(ctx: Ctx, person: PersonId, { kind, ground, purpose, until }: NewFact): Promise<Id<'fct'>> {
  if (!(await isLive(ctx, person))) throw new Problem('erased');
  if (until && until <= ctx.now) throw new Problem('invalid', { fields: [{ path: '/until', message: 'The end must lie ahead.' }] });
  if (kind !== 'held') await holdForNo(ctx, person); // a hold stops nothing that is sent
  const id = newId('fct');
  const fact = { id, kind, ground, purpose: purpose ?? null, until: until ?? null };
  await addFact(ctx, { ...fact, person, since: ctx.now });
  if (kind !== 'held') await noteForAll(ctx, person, fact, ctx.now); // a hold is the company's, and stands among its holds
  await append(ctx, {
    kind: `person.${kind}`,
    subject: person,
    facts: { fact: id, ground, purpose: purpose ?? null, until: until?.toISOString() ?? null },
  });
  tellPages(ctx, { topic: 'person.changed', ids: { person } });
  return id;
}

/** For everyone who is this person: an older backup may know them as several. What others are given by it has an id of its own, and ends with this one. */
async function noteForAll(ctx: Ctx, person: PersonId, fact: Codes, at: Date): Promise<void> {
  await noteNo(ctx, person, { of: 'fact', at, codes: codesOfFact(fact) });
  for (const other of (await group(ctx, person)).filter((each) => each !== person))
    await noteNo(ctx, other, { of: 'fact', at, codes: likeOf(fact) });
}

type Codes = Parameters<typeof codesOfFact>[0];
const likeOf = (fact: Codes) => ({ ...codesOfFact(fact), id: newId('fct'), like: fact.id });

/** Ends a fact. Whoever lifts a restriction must have told the person before (Art. 18(3)). Problem `not-found` when none stands. */
export async function lift(ctx: Ctx, fact: Id<'fct'>): Promise<void> {
  const ended = await endFact(ctx, fact);
  if (!ended) throw new Problem('not-found');
  noteNoEnd(ctx, fact);
  await append(ctx, { kind: `person.${ended.kind}-lifted`, subject: ended.person, facts: { fact } });
  tellPages(ctx, { topic: 'person.changed', ids: { person: ended.person } });
}

/** Facts that stand now over everyone who is this person, oldest first. */
export async function factsOf(ctx: Ctx, person: PersonId): Promise<FactRow[]> {
  return readStanding(ctx, await group(ctx, person));
}

/** Facts that stand now over these people alone, oldest first. */
export const factsAmong = (ctx: Ctx, people: readonly PersonId[]): Promise<FactRow[]> => readStanding(ctx, people);

/** Whether it keeps what is known of somebody whatever its time: restriction means storing (Art. 18(2)), and a hold keeps for a claim (Art. 17(3)); one on a single conversation keeps only that. */
export const keepsAll = ({ kind, ground }: Pick<FactRow, 'kind' | 'ground'>): boolean =>
  kind === 'restricted' || (kind === 'held' && ground !== 'one-conversation');

/** Those among these people of whom nothing may go now; whoever was just parted from others is among them until what stood for all is copied to each. */
export async function keptAmong(ctx: Ctx, people: readonly PersonId[]): Promise<ReadonlySet<PersonId>> {
  const grouped = await groups(ctx, people);
  const everyone = [...new Set([...grouped.values()].flat())];
  const parting = await awaitedOf(ctx, peopleParted, everyone); // before facts are read: what is copied meanwhile is seen there
  const standing = await factsAmong(ctx, everyone);
  const kept = new Set<string>([...parting, ...standing.filter(keepsAll).map(({ person }) => person)]);
  return new Set(people.filter((person) => (grouped.get(person) ?? [person]).some((each) => kept.has(each))));
}

/** When a merge is taken apart, what stood for both goes on standing for each: a restriction must not vanish by a decision of ours. Safe to repeat. */
export async function copyFacts(ctx: Ctx, { into, from }: { into: PersonId; from: PersonId }): Promise<void> {
  await holdForNo(ctx, from);
  const theirs = await readStanding(ctx, [from]);
  const listed = await ofWhom(ctx, noesOfFacts(ctx));
  const members = await group(ctx, from);
  const same = (a: FactRow, b: FactRow) => a.kind === b.kind && a.ground === b.ground && a.purpose === b.purpose;
  for (const fact of await readStanding(ctx, [into])) {
    const own = theirs.find((other) => same(fact, other));
    // what the list gives them by the fact of the other ends with their own from now on
    for (const { person, no } of listed.filter((each) => members.includes(each.person) && each.no.codes['like'] === fact.id)) {
      // their own was set from this very line after a restore: it stands by itself from now on
      if (own && no.codes['id'] === own.id) {
        if (!listed.some((each) => each.no.codes['id'] === own.id && !each.no.codes['like']))
          await noteNo(ctx, person, { of: 'fact', at: no.at, codes: codesOfFact(own) });
        continue;
      }
      noteNoEnd(ctx, no.codes['id'] ?? '');
      if (own && person !== from) await noteNo(ctx, person, { of: 'fact', at: no.at, codes: likeOf(own) });
    }
    if (own) continue;
    const copy = { ...fact, id: newId('fct') };
    await addFact(ctx, { ...copy, person: from });
    if (fact.kind !== 'held') await noteForAll(ctx, from, copy, fact.since);
    await append(ctx, {
      kind: `person.${fact.kind}`,
      subject: from,
      facts: { ground: fact.ground, purpose: fact.purpose, copied: fact.id },
    });
    tellPages(ctx, { topic: 'person.changed', ids: { person: from } });
  }
}

const noesOfFacts = ({ tools, workspace }: Ctx): No[] => noes(tools).filter((no) => no.of === 'fact' && no.workspace === workspace);
