// Name and language of a person, sealed under the person's own key.

import { createSubject, openMany, type Permit, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import { newId, type PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import type { Sealed } from '#kit/seal';
import { append } from '#ledger';
import { group, groups } from './merges.ts';
import * as store from './store.ts';

type Column = 'name' | 'language';
export type Profile = { readonly name: string | null; readonly language: string | null; readonly createdAt: Date };

/** A new person with a key of their own. */
export async function createPerson(ctx: Ctx, parts: { name?: string | undefined; language?: string | undefined }): Promise<PersonId> {
  const id = newId('per');
  await createSubject(ctx, id);
  const row = { id, name: await sealed(ctx, id, 'name', parts.name), language: await sealed(ctx, id, 'language', parts.language) };
  await store.addPerson(ctx.db, ctx.workspace, row, ctx.now);
  await append(ctx, { kind: 'person.created', subject: id });
  return id;
}

/** Fills in what is not known yet; never overwrites, because anyone can write any name into a From line. */
export async function fillProfile(
  ctx: Ctx,
  person: PersonId,
  parts: { name?: string | undefined; language?: string | undefined },
): Promise<void> {
  if (!parts.name && !parts.language) return;
  const [row] = await store.personRows(ctx.db, ctx.workspace, [person]);
  if (row && !row.name && parts.name) await store.setName(ctx.db, ctx.workspace, [person], await sealed(ctx, person, 'name', parts.name));
  if (row && !row.language && parts.language)
    await store.setLanguage(ctx.db, ctx.workspace, [person], await sealed(ctx, person, 'language', parts.language));
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

/** Names by the id asked for (the first one known in the group, root first), under a Permit that names `people.name`; who has none is left out. */
export async function personNames(ctx: Ctx, permit: Permit, people: readonly PersonId[]): Promise<Map<PersonId, string>> {
  const found = await openProfiles(ctx, permit, people, 'name');
  return new Map([...found].map(([person, { text }]) => [person, text]));
}

/** Name and language of the group under a Permit that names `people.name` and `people.language`; undefined when unknown. */
export async function profileOf(ctx: Ctx, permit: Permit, person: PersonId): Promise<Profile | undefined> {
  const members = await group(ctx, person);
  const rows = await store.personRows(ctx.db, ctx.workspace, members);
  const first = rows[0];
  if (!first) return undefined;
  const name = (await openProfiles(ctx, permit, [person], 'name')).get(person)?.text ?? null;
  const language = (await openProfiles(ctx, permit, [person], 'language')).get(person)?.text ?? null;
  return { name, language, createdAt: first.created_at };
}

async function openProfiles(
  ctx: Ctx,
  permit: Permit,
  people: readonly PersonId[],
  column: Column,
): Promise<Map<PersonId, { text: string }>> {
  const members = await groups(ctx, people);
  const rows = new Map(
    (await store.personRows(ctx.db, ctx.workspace, [...new Set([...members.values()].flat())])).map((row) => [row.id, row]),
  );
  const found = [...members].flatMap(([asked, ids]) => {
    const row = ids.map((id) => rows.get(id)).find((each) => each?.[column]);
    const sealedText = row?.[column];
    return row && sealedText ? [{ asked, item: { place: place(row.id, column), sealed: sealedText } }] : [];
  });
  const texts = await openMany(
    ctx,
    permit,
    found.map((each) => each.item),
  );
  return new Map(found.map((each, at) => [each.asked, { text: texts[at] ?? '' }]));
}

async function sealed(ctx: Ctx, person: PersonId, column: Column, text: string | null | undefined): Promise<Sealed | null> {
  return text ? seal(ctx, place(person, column), text) : null;
}

const place = (subject: PersonId, column: Column) => ({ subject, table: 'people', row: subject, column });
