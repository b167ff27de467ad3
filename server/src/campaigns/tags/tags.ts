// Tags on people: a word of the company about somebody, for an audience only (marketing). It falls off by itself, stands in the access copy, goes with an erasure, and
// names neither an illness nor a faith (Art. 9, 10) nor anything that points at one person.
import { refuseStrange } from '#conversations';
import { detect } from '#detection';
import type { Ctx } from '#kit/ctx';
import { isDuplicate } from '#kit/db';
import { newId, type PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { group } from '#people';
import type { TagId } from '../types.ts';
import * as store from './store.ts';

export const mostTags = 200;

export const listTags = (ctx: Ctx): Promise<store.TagRow[]> => ctx.db.all(store.tagRows, [ctx.workspace, ctx.now]);

/** Problem `invalid` for a name that says too much, `conflict` for one that is there or when there are 200. */
export async function addTag(ctx: Ctx, { name: given, months }: { name: string; months: number }): Promise<store.TagRow> {
  const name = given.trim().replace(/\s+/g, ' ');
  if (name === '') throw new Problem('invalid', { fields: [{ path: 'body/name', message: 'is empty' }] });
  if (detect(name).some(({ type }) => type !== 'name'))
    throw new Problem('invalid', {
      article: '9(1)',
      fields: [{ path: 'body/name', message: 'tells of health, faith or the like, or points at one person. Choose another word.' }],
    });
  if ((await listTags(ctx)).length >= mostTags) throw new Problem('conflict', { detail: 'There are 200 tags. Take one away first.' });
  const id = newId('tag');
  await ctx.db.run(store.insertTag, [ctx.workspace, id, name, months, ctx.now]).catch((error: unknown) => {
    if (isDuplicate(error)) throw new Problem('conflict', { detail: 'There is a tag of this name.' });
    throw error;
  });
  await append(ctx, { kind: 'tag.added', facts: { tag: id, months } });
  return { id, name, months, people: 0 };
}

/** Takes it away from everybody. A draft that named it asks for nobody by it. */
export async function removeTag(ctx: Ctx, id: TagId): Promise<void> {
  const people = await ctx.db.run(store.untagAll, [ctx.workspace, id]);
  if ((await ctx.db.run(store.deleteTag, [ctx.workspace, id])) === 0) throw new Problem('not-found');
  await append(ctx, { kind: 'tag.removed', facts: { tag: id, people } });
}

export async function tagsOf(ctx: Ctx, person: PersonId): Promise<{ id: TagId; name: string; until: Date }[]> {
  await refuseStrange(ctx, person);
  const rows = await ctx.db.all(store.taggingsOf, [ctx.workspace, await group(ctx, person), ctx.now]);
  return [...new Map(rows.map(({ id, name, until }) => [id, { id, name, until }])).values()];
}

/** What a person has from now on; what they had keeps the time it has left. Problem `not-found` for a person or tag that is not there. */
export async function setTags(ctx: Ctx, person: PersonId, tags: readonly TagId[]): Promise<void> {
  await refuseStrange(ctx, person);
  const members = await group(ctx, person);
  const [root] = members;
  const known = new Set((await listTags(ctx)).map(({ id }) => id));
  if (root === undefined || tags.some((each) => !known.has(each))) throw new Problem('not-found');
  const before = new Set((await ctx.db.all(store.taggingsOf, [ctx.workspace, members, ctx.now])).map(({ id }) => id));
  await ctx.db.run(store.untagBut, [ctx.workspace, members, tags, ctx.now]);
  const added = tags.filter((each) => !before.has(each));
  await ctx.db.run(store.tag, [ctx.workspace, root, added, ctx.now]);
  const removed = [...before].filter((each) => !tags.includes(each)).length;
  if (added.length + removed === 0) return;
  await append(ctx, { kind: 'person.tagged', subject: root, facts: { added: added.length, removed } });
  tellPages(ctx, { topic: 'person.changed', ids: { person: root } });
}

/** What has run out falls off. Art. 5(1)(e) */
export async function dropEnded(ctx: Ctx): Promise<void> {
  const tags = await ctx.db.run(store.dropEnded, [ctx.workspace, ctx.now]);
  if (tags > 0) await append(ctx, { kind: 'tag.ended', facts: { tags } });
}
