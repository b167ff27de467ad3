// Choosing what stays, before the approval (Art. 17(3)): one item at a time, each with ground, reason and a last day. Nothing is moved yet; the reason is sealed
// under the person, who reads it in their copy.
import { keepable, ownerOf } from '#conversations';
import { seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import { type Holding, holdings } from '#kit/holding';
import { type ConversationId, newId, type PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { group } from '#people';
import { holdsOver } from '#retention';
import { mustFind } from '../answers.ts';
import { dayOf } from '../deadlines.ts';
import { type RequestId, type RequestRow, store } from '../store.ts';
import { gather, permitForAll, sizeOf } from './gather.ts';
import { placeOfReason } from './places.ts';
import { answersHolds, articleOf, isDayAllowed, type KeepGround, type Scope } from './rules.ts';
import { type KeptId, type KeptRow, keptStore } from './store.ts';

type Choice = {
  readonly scope: Scope;
  readonly item: string;
  readonly ground: KeepGround;
  readonly reason: string;
  readonly until: string;
};
const mostItems = 50;
const mostRecords = 5000;
const mostBytes = 100 * 1024 * 1024;

/** Keeps one item back from an erasure that nobody has approved yet. Problems: `not-found` for an item that is not the person's, `invalid` for a day that the ground or a legal hold does not allow, `conflict` when it is chosen already or the erasure is under way, `too-large`.
 *  `isClosed`: nothing of theirs opens now, and it was chosen before, so that it is neither measured nor given words. */
export async function keepBack(ctx: Ctx, request: RequestId, choice: Choice, { isClosed = false } = {}): Promise<KeptRow> {
  const row = await mustBePlanned(ctx, request);
  const people = await group(ctx, row.person_id);
  if (!(await isTheirs(ctx, people, choice))) throw new Problem('not-found'); // first: after a restore it says what the backup does not hold
  if (!isDayAllowed(choice.ground, dayOf(ctx.now), choice.until))
    throw new Problem('invalid', { article: '5(1)(e)', fields: [{ path: '/until', message: 'A day that the ground allows is needed.' }] });
  if (choice.scope === 'conversation' && !answersHolds(choice, await holdsOver(ctx, choice.item as ConversationId)))
    throw new Problem('invalid', {
      article: '17(3)(e)',
      fields: [{ path: '/until', message: 'A legal hold stands over it: take its ground, and no day before it is looked at again.' }],
    });
  const chosen = await keptStore.ofRequest(ctx, request);
  if (chosen.length >= mostItems) throw new Problem('too-many', { detail: 'Choose whole conversations or categories instead.' });
  if (!isClosed) await refuseTooMuch(ctx, people, [...chosen, choice]);
  const id = newId('kpt');
  const reason = isClosed ? null : await seal(ctx, placeOfReason(id, row.person_id), choice.reason.trim());
  const added = await keptStore.insert(ctx, { ...choice, id, request, subject: row.person_id, reason });
  if (added === 0) throw new Problem('conflict', { because: 'kept-already' });
  const withdrawn = await store.dropApprovals(ctx, request); // they were for another plan: two look at the same one
  const facts = { request, kept: id, withdrawn, scope: choice.scope, article: articleOf[choice.ground], until: choice.until };
  await append(ctx, { kind: 'kept.chosen', subject: row.person_id, facts });
  tellPages(ctx, { topic: 'request.changed', ids: { request } });
  return (await keptStore.byId(ctx, request, id)) as KeptRow;
}

/** Takes a choice back before the approval; as a choice, it takes back the approvals given before it. Problems as `keepBack`. */
export async function dropKept(ctx: Ctx, request: RequestId, id: KeptId): Promise<void> {
  const row = await mustBePlanned(ctx, request);
  if ((await keptStore.drop(ctx, request, id)) === 0) throw new Problem('not-found');
  const withdrawn = await store.dropApprovals(ctx, request);
  await append(ctx, { kind: 'kept.dropped', subject: row.person_id, facts: { request, kept: id, withdrawn } });
  tellPages(ctx, { topic: 'request.changed', ids: { request } });
}

/** Conversations and categories that could be kept back, with counts. Problem `conflict` once the erasure is under way. */
export async function listKeepable(ctx: Ctx, request: RequestId, language: 'en' | 'de') {
  const row = await mustBePlanned(ctx, request);
  const people = await group(ctx, row.person_id);
  const categories: { code: string; title: string; count: number }[] = [];
  for (const { table, title, count } of holdings.of(ctx).filter(isCategory)) {
    const found = (await count?.(ctx, people)) ?? 0;
    if (found > 0) categories.push({ code: table, title: title?.[language] ?? table, count: found });
  }
  return { conversations: await keepable(ctx, people), categories };
}

async function mustBePlanned(ctx: Ctx, request: RequestId): Promise<RequestRow & { person_id: PersonId }> {
  const row = await mustFind(ctx, request); // its row is locked: an approval at the same moment waits, and sees the choice
  if (row.kind !== 'erasure') throw new Problem('conflict', { because: 'not-an-erasure', article: '17(3)' });
  if (row.state !== 'received' || row.person_id === null) throw new Problem('conflict', { because: 'already-under-way' });
  if ((await store.steps(ctx, [request])).some(({ step }) => step === 'shredded'))
    throw new Problem('conflict', { because: 'already-under-way' });
  return row as RequestRow & { person_id: PersonId };
}

async function isTheirs(ctx: Ctx, people: readonly PersonId[], { scope, item }: Choice): Promise<boolean> {
  if (scope === 'category') return holdings.of(ctx).some((each) => each.table === item && isCategory(each));
  const owner = await ownerOf(ctx, scope, item as ConversationId);
  return owner !== undefined && people.includes(owner);
}

const isCategory = ({ about, title, table, ...has }: Holding): boolean =>
  about === 'person' && title !== undefined && has.export !== undefined && has.erase !== undefined && table !== 'kept_items';

/** What is sealed in one commit has to fit in it. */
async function refuseTooMuch(ctx: Ctx, people: readonly PersonId[], choices: readonly Pick<KeptRow, 'scope' | 'item'>[]) {
  const permit = await permitForAll(ctx, people[0] as PersonId);
  const all = await gather(ctx, permit, people, choices, { withoutFiles: true });
  const { records, bytes } = sizeOf(all.flat());
  if (records > mostRecords || bytes > mostBytes)
    throw new Problem('too-large', { detail: 'Keep back less: what stays has to be no more than the ground needs.' });
}
