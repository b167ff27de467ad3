// Name and language of a person, sealed under the person's own key.

import { createSubject, openMany, type Permit, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import { newId, type PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import type { Sealed } from '#kit/seal';
import { append } from '#ledger';
import { group } from './merges.ts';
import * as store from './store.ts';

type Column = 'name' | 'language';
type SealedNames = readonly {
  readonly asked: PersonId;
  readonly item: { readonly place: ReturnType<typeof place>; readonly sealed: Sealed };
}[];
export type Profile = {
  readonly name: string | null;
  readonly language: string | null;
  readonly createdAt: Date;
  readonly contractEndedOn: string | null;
};

/** A new person with a key of their own. */
export async function createPerson(ctx: Ctx, parts: { name?: string | undefined; language?: string | undefined }): Promise<PersonId> {
  const id = newId('per');
  await createSubject(ctx, id);
  const row = { id, name: await sealed(ctx, id, 'name', parts.name), language: await sealed(ctx, id, 'language', parts.language) };
  await store.addPerson(ctx.db, ctx.workspace, row, ctx.now);
  await append(ctx, { kind: 'person.created', subject: id });
  return id;
}

/** Fills in what is not known yet; never overwrites, because anyone can write any name into a From line. Gives whether that was the name. */
export async function fillProfile(
  ctx: Ctx,
  person: PersonId,
  parts: { name?: string | undefined; language?: string | undefined },
): Promise<boolean> {
  if (!parts.name && !parts.language) return false;
  const [row] = await store.personRows(ctx.db, ctx.workspace, [person]);
  const isNamed = Boolean(row && !row.name && parts.name);
  if (isNamed) await store.setName(ctx.db, ctx.workspace, [person], await sealed(ctx, person, 'name', parts.name));
  if (row && !row.language && parts.language)
    await store.setLanguage(ctx.db, ctx.workspace, [person], await sealed(ctx, person, 'language', parts.language));
  return isNamed;
}

/** Corrects name or language (Art. 16); null takes the value away from the whole group, undefined leaves it. Problem `not-found` or `erased`. */
export async function changeProfile(
  ctx: Ctx,
  person: PersonId,
  change: { name?: string | null | undefined; language?: string | null | undefined },
): Promise<void> {
  const members = await group(ctx, person);
  const root = members[0];
  if (!root) throw new Problem('not-found');
  const { name, language } = change;
  if (name !== undefined)
    await store.setName(ctx.db, ctx.workspace, name === null ? members : [root], await sealed(ctx, root, 'name', name));
  if (language !== undefined)
    await store.setLanguage(ctx.db, ctx.workspace, language === null ? members : [root], await sealed(ctx, root, 'language', language));
  const fields = (['name', 'language'] as const).filter((field) => change[field] !== undefined);
  if (fields.length === 0) return;
  await append(ctx, { kind: 'person.changed', subject: root, facts: { fields: fields.join(',') } });
  tellPages(ctx, { topic: 'person.changed', ids: { person: root } });
}

/** Names by the id asked for (the first one known in the group, root first; of those `among` alone, where given), under a Permit that names `people.name`; who has none is left out. */
export async function personNames(
  ctx: Ctx,
  permit: Permit,
  people: readonly PersonId[],
  among?: ReadonlySet<string>,
): Promise<Map<PersonId, string>> {
  return openNames(ctx, permit, await sealedProfiles(ctx, people, 'name', among));
}

/** The names that `openNames` opens, for whoever can read them while the gate is still asked. */
export function sealedNames(ctx: Ctx, people: readonly PersonId[]): Promise<SealedNames> {
  return sealedProfiles(ctx, people, 'name');
}

/** The same for one who turns out to be merged with nobody, as nearly everybody is: it is read where it lies, and nobody else is looked for. */
export async function sealedOwnName(ctx: Ctx, person: PersonId): Promise<SealedNames> {
  const [row] = await store.personRows(ctx.db, ctx.workspace, [person]);
  return row?.name ? [{ asked: person, item: { place: place(person, 'name'), sealed: row.name } }] : [];
}

/** As `personNames`, of names that were read before. */
async function openNames(ctx: Ctx, permit: Permit, names: SealedNames): Promise<Map<PersonId, string>> {
  const texts = await openMany(
    ctx,
    permit,
    names.map((each) => each.item),
  );
  return new Map(names.map((each, at) => [each.asked, texts[at] ?? '']));
}

/** Name and language of the group under a Permit that names `people.name` and `people.language`; undefined when unknown. */
export async function profileOf(ctx: Ctx, permit: Permit, person: PersonId): Promise<Profile | undefined> {
  const members = await group(ctx, person);
  const rows = await store.personRows(ctx.db, ctx.workspace, members);
  const first = rows[0];
  if (!first) return undefined;
  const name = (await personNames(ctx, permit, [person])).get(person) ?? null;
  const language = (await openNames(ctx, permit, await sealedProfiles(ctx, [person], 'language'))).get(person) ?? null;
  const contractEndedOn = rows.reduce<string | null>(
    (latest, { contract_ended_on: day }) => (day && day > (latest ?? '') ? day : latest),
    null,
  );
  return { name, language, createdAt: first.created_at, contractEndedOn };
}

/** The first value known in each group. */
async function sealedProfiles(ctx: Ctx, people: readonly PersonId[], column: Column, among?: ReadonlySet<string>): Promise<SealedNames> {
  if (people.length === 0) return [];
  const groups = Map.groupBy(await store.profileRows(ctx.db, ctx.workspace, [...new Set(people)]), (row) => row.asked);
  return [...groups].flatMap(([asked, rows]) => {
    const row = rows.find((each) => each[column] && (among?.has(each.id) ?? true));
    const value = row?.[column];
    return row && value ? [{ asked, item: { place: place(row.id, column), sealed: value } }] : [];
  });
}

async function sealed(ctx: Ctx, person: PersonId, column: Column, text: string | null | undefined): Promise<Sealed | null> {
  return text ? seal(ctx, place(person, column), text) : null;
}

const place = (subject: PersonId, column: Column) => ({ subject, table: 'people', row: subject, column });
