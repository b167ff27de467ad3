// Tags on people: a word of the company about somebody, for an audience only (marketing, Art. 4(4)). They rest on the consent that carries the letters: without a yes on some channel none
// is put on anybody or shown. A tag falls off by itself, stands in the access copy, goes with an erasure, and names neither an illness nor a faith (Art. 9, 10) nor one person.
import { everyStaffName } from '#access';
import { refuseStrange } from '#conversations';
import { detect } from '#detection';
import { type Decision, decide, factsOf, keepsAll, keptAmong, permitOrThrow, type Question, wordsFor } from '#gate';
import { holdKeys } from '#keys';
import type { Ctx } from '#kit/ctx';
import { isDuplicate } from '#kit/db';
import { newId, type PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { group, holdGroup } from '#people';
import { purposeByCode } from '#purposes';
import { naming } from '../store.ts';
import type { TagId } from '../types.ts';
import * as store from './store.ts';

export const mostTags = 200;
export const tagPurpose = 'marketing';
type New = { readonly name: string; readonly months: number; readonly isNoName?: boolean | undefined };

export const listTags = (ctx: Ctx): Promise<store.TagRow[]> => ctx.db.all(store.tagRows, [ctx.workspace, ctx.now]);

/** Problem `invalid` for a name that says too much, or that somebody may have unless `isNoName` says that it is nobody's; `conflict` for one that is there or when there are 200. */
export async function addTag(ctx: Ctx, { name: given, months, isNoName = false }: New): Promise<store.TagRow> {
  const name = given.trim().replace(/\s+/g, ' ');
  const against = (message: string, because?: string) =>
    new Problem('invalid', { article: '9(1)', ...(because && { because }), fields: [{ path: 'body/name', message }] });
  if (name === '') throw against('is empty');
  const found = detect(name, { known: await everyStaffName(ctx) }).map(({ type }) => type);
  if (found.some((type) => type !== 'name'))
    throw against('tells of health, faith or the like, or points at one person. Choose another word.');
  if (found.length > 0 && !isNoName)
    throw against('may be the name of somebody. Say that it is not, or choose another word.', 'may-be-a-name');
  if ((await listTags(ctx)).length >= mostTags) throw new Problem('conflict', { detail: 'There are 200 tags. Take one away first.' });
  const id = newId('tag');
  await ctx.db.run(store.insertTag, [ctx.workspace, id, name, months, ctx.now]).catch((error: unknown) => {
    if (isDuplicate(error)) throw new Problem('conflict', { detail: 'There is a tag of this name.' });
    throw error;
  });
  await append(ctx, { kind: 'tag.added', facts: { tag: id, months } });
  return { id, name, months, people: 0 };
}

/**
 * Takes it away from everybody; what a restriction or a hold keeps goes when that ends. Problem `conflict` while a campaign that is asked for, planned or under way
 * names it: its audience would become another than was approved. A draft that names it cannot be sent until it is taken out there.
 */
export async function removeTag(ctx: Ctx, id: TagId): Promise<void> {
  if (!(await ctx.db.maybe(store.lockTag, [ctx.workspace, id]))) throw new Problem('not-found');
  if ((await ctx.db.one(naming, [ctx.workspace, id])).count > 0)
    throw new Problem('conflict', { because: 'in-use', detail: 'A campaign that is planned or under way names it.' });
  const tagged = (await ctx.db.all(store.tagged, [ctx.workspace, id])).map(({ person }) => person);
  const kept = await keptAmong(ctx, tagged);
  const free = tagged.filter((person) => !kept.has(person));
  await ctx.db.run(store.hideTag, [ctx.workspace, id, ctx.now]);
  const people = await ctx.db.run(store.dropEnded, [ctx.workspace, free, ctx.now]);
  await ctx.db.run(store.dropHidden, [ctx.workspace]);
  await append(ctx, { kind: 'tag.removed', facts: { tag: id, people } });
}

/** None is shown where no channel has a yes of theirs, and then why; a list that is looked at again and again records no refusal each time. */
export async function tagsOf(
  ctx: Ctx,
  person: PersonId,
): Promise<{ items: { id: TagId; name: string; until: Date }[]; refused: Decision | null }> {
  await refuseStrange(ctx, person);
  const refused = await againstTags(ctx, person);
  if (refused) return { items: [], refused };
  const rows = await ctx.db.all(store.taggingsOf, [ctx.workspace, await group(ctx, person), ctx.now]);
  return { items: [...new Map(rows.map(({ id, name, until }) => [id, { id, name, until }])).values()], refused };
}

/** What a person has from now on; what they had keeps the time it has left. Taking off needs no yes. Problem `not-found` for a person or tag that is not there, `erased`, `gate-refused` where no channel has a yes, or where a restriction or a hold keeps what would be taken off (Art. 18(2), 17(3)). */
export async function setTags(ctx: Ctx, person: PersonId, tags: readonly TagId[]): Promise<void> {
  await refuseStrange(ctx, person);
  const members = await holdGroup(ctx, person);
  const [root] = members;
  const known = new Set((await ctx.db.all(store.tagsHeld, [ctx.workspace, tags])).map(({ id }) => id));
  if (root === undefined || tags.some((each) => !known.has(each))) throw new Problem('not-found');
  await holdKeys(ctx, [root]); // an erasure comes before or after this, and then finds what is written here
  const before = new Set((await ctx.db.all(store.taggingsOf, [ctx.workspace, members, ctx.now])).map(({ id }) => id));
  const added = tags.filter((each) => !before.has(each));
  const removed = [...before].filter((each) => !tags.includes(each)).length;
  const keeping = (await factsOf(ctx, root)).filter(keepsAll);
  const isKept = keeping.length > 0;
  if (isKept && removed > 0) throw keptTags(keeping.some(({ kind }) => kind === 'held'));
  if (added.length > 0 && (await againstTags(ctx, root))) await permitOrThrow(ctx, await question(ctx, root)); // a no that is recorded
  if (!isKept) await ctx.db.run(store.untagBut, [ctx.workspace, members, tags, ctx.now]);
  await ctx.db.run(store.tag, [ctx.workspace, root, added, ctx.now]);
  if (added.length + removed === 0) return;
  await append(ctx, { kind: 'person.tagged', subject: root, facts: { added: added.length, removed } });
  tellPages(ctx, { topic: 'person.changed', ids: { person: root } });
}

function keptTags(isHeld: boolean): Problem {
  if (isHeld) return new Problem('gate-refused', { because: 'held', article: '17(3)(e)', detail: 'A legal hold keeps these tags.' });
  const detail = wordsFor('restricted', 'en', { purpose: '', channel: null, recipient: null });
  return new Problem('gate-refused', { because: 'restricted', article: '18(2)', detail });
}

/** What the gate says on the first channel; null when it says yes on any: one yes is enough. */
async function againstTags(ctx: Ctx, person: PersonId): Promise<Decision | null> {
  let first: Decision | null = null;
  for (const channel of (await purposeByCode(ctx, tagPurpose))?.channels ?? []) {
    const decision = await decide(ctx, { ...ask(person), channel });
    if (decision.allowed) return null;
    first ??= decision;
  }
  return first;
}

const ask = (person: PersonId) => ({ act: 'reveal', person, purpose: tagPurpose }) as const;

async function question(ctx: Ctx, person: PersonId): Promise<Question> {
  const channel = (await purposeByCode(ctx, tagPurpose))?.channels[0];
  return { ...ask(person), ...(channel && { channel }) };
}
