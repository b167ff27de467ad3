// Gathers what the rules need, by one statement: who the people are by merges, whether their keys live, and all the rest.
import { isByLink, newest, type State } from '#consent';
import { isShutOut } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type Holding, holdings } from '#kit/holding';
import type { PersonId } from '#kit/ids';
import { holdForSend } from '#people';
import type { Purpose } from '#purposes';
import { standing, today, type VendorFacts } from '#vendors';
import type { Facts, PersonFacts } from './rules.ts';
import { refuseWhileNoesWait } from './still-waits.ts';
import { collectFacts } from './store.ts';
import type { Question } from './types.ts';

/** One set of facts per person asked about, with the merged group whose seals may be opened; a single one without people for a case. */
export type Gathered = {
  readonly purpose: Purpose | undefined;
  readonly each: readonly { readonly asked: PersonId | undefined; readonly group: readonly PersonId[]; readonly facts: Facts }[];
};

/** As `gather`, to act on it. What is sent waits for a no that is being written about anybody who is this person, and a no for what is being sent (record 085). */
export async function gatherToAct(ctx: Ctx, question: Question): Promise<Gathered> {
  const asked = peopleOf(question);
  if (question.act !== 'send' || asked.length === 0) return gather(ctx, question);
  for (;;) {
    // sent together, and carried out in this order
    const [held, gathered] = await Promise.all([holdForSend(ctx, asked), gather(ctx, question)]);
    if (gathered.each.every(({ group }) => group.every((member) => held.has(member)))) return gathered;
  }
}

const peopleOf = ({ people, person }: Question): readonly PersonId[] => people ?? (person ? [person] : []);

export async function gather(ctx: Ctx, question: Question): Promise<Gathered> {
  refuseWhileNoesWait(ctx);
  const asked = peopleOf(question);
  const recipient = question.recipient ?? null;
  const found = await collectFacts(ctx, { purpose: question.purpose, people: asked, channel: question.channel ?? null, recipient });
  const grouped = Map.groupBy(
    found.groups.map((pair) => pair.split(' ') as [PersonId, PersonId]),
    ([asked]) => asked,
  );
  const live = new Set(found.living);
  const purpose = (found.purpose ?? undefined) as Purpose | undefined;
  const shared = {
    purpose,
    categories: categoriesOf(holdings.of(ctx), question.fields ?? []),
    recipient: recipient === null ? null : standing(recipient, (found.vendor ?? undefined) as VendorFacts | undefined, today(ctx)),
  };
  if (asked.length === 0) return { purpose, each: [{ asked: undefined, group: [], facts: { ...shared, person: undefined } }] };
  const each = asked.map((person) => {
    const group = grouped.get(person)?.map(([, member]) => member) ?? [];
    const first = group.find((member) => !question.lost?.includes(member));
    const isErased = first === undefined || !live.has(first) || isShutOut(ctx, group);
    return { asked: person, group, facts: { ...shared, person: { isErased, ...personFacts(new Set<string>(group), found, question) } } };
  });
  return { purpose, each };
}

function personFacts(
  group: ReadonlySet<string>,
  found: Awaited<ReturnType<typeof collectFacts>>,
  { isCorrection = false }: Question,
): Omit<PersonFacts, 'isErased'> {
  const isInTheWay = ({ kind, ground }: { kind: string; ground: string }) =>
    !(isCorrection && kind === 'restricted' && ground === 'accuracy-contested');
  const event = newest(found.consents.filter((row) => group.has(row.person)).map((row) => ({ ...row, at: new Date(row.at) })));
  return {
    ...obstacles(
      found.facts.filter((row) => group.has(row.person) && isInTheWay(row)).map((row) => ({ ...row, since: new Date(row.since) })),
    ),
    consent: { state: (event?.state ?? 'none') as State | 'none', at: event?.at ?? null, isByLink: isByLink(event?.method) },
  };
}

/** Restriction and objections out of facts that stand; a hold keeps data and stops no use of it. */
export function obstacles(
  standing: readonly { readonly kind: string; readonly purpose: string | null; readonly since: Date }[],
): Pick<PersonFacts, 'restrictedSince' | 'objections'> {
  const restrictions = standing.filter((fact) => fact.kind === 'restricted').map((fact) => fact.since.getTime());
  return {
    restrictedSince: restrictions.length > 0 ? new Date(Math.max(...restrictions)) : null,
    objections: standing.filter((fact) => fact.kind === 'objected'),
  };
}

/** The data categories of fields, from what the rooms declare: one for a column, all of its table for a value outside the table; undefined for a field nobody declared. */
export function categoriesOf(declared: readonly Holding[], fields: readonly string[]): (string | undefined)[] {
  const known = categoryMap(declared);
  return fields.flatMap((field): readonly (string | undefined)[] => known.get(field) ?? [undefined]);
}

const maps = new WeakMap<readonly Holding[], Map<string, readonly string[]>>();

function categoryMap(declared: readonly Holding[]): Map<string, readonly string[]> {
  const ready = maps.get(declared);
  if (ready) return ready;
  const made = new Map<string, readonly string[]>();
  for (const { table, columns, alsoSealed = [] } of declared) {
    const sealed = Object.entries(columns).flatMap(([name, column]) =>
      typeof column === 'object' ? [{ field: `${table}.${name}`, category: column.category.replace(/^pd:/, '') }] : [],
    );
    for (const { field, category } of sealed) made.set(field, [category]);
    for (const field of alsoSealed) made.set(field, [...new Set(sealed.map(({ category }) => category))]);
  }
  maps.set(declared, made);
  return made;
}
