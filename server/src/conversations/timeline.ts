// What happened with a person over all channels: messages, notes, consents, identities, merges and requests in one list, newest first.
import type { Answer } from '@parley/contract';
import { type Area, areasInReach, isInAreas, staffNames } from '#access';
import { happened } from '#consent';
import { permitOrThrow } from '#gate';
import { openMany, type Permit } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { PersonId, StaffId } from '#kit/ids';
import { list } from '#ledger';
import { group, identitiesOf, mergesOf } from '#people';
import type { Language } from '#purposes';
import { readyToGuard } from './guard.ts';
import { isInEmergency, refuseStrange } from './reach.ts';
import { conversationsOf, recentOf } from './store.ts';
import { placeOfSubject } from './threads.ts';
import { requestKinds, type TimelineWords, timelineWords } from './timeline-words.ts';
import { placeOfBody } from './write.ts';

type Item = Answer<'readTimeline'>['items'][number];
type Areas = readonly Area[] | null;
const fields = ['messages.body', 'conversations.subject'];
const most = 200;
const excerptLength = 200;

/** The newest items (200 at most) before an instant about a person and everyone merged into them; titles in the language asked for. What happened at one instant stays on one page. Problem `erased`, `gate-refused`. */
export async function timeline(
  ctx: Ctx,
  person: PersonId,
  query: { language?: Language | undefined; before?: string | undefined; limit?: number | undefined },
): Promise<Answer<'readTimeline'>> {
  const { language = 'en', limit = most } = query;
  const before = query.before === undefined ? null : new Date(query.before);
  await refuseStrange(ctx, person);
  const areas = (await isInEmergency(ctx, person)) ? null : await areasInReach(ctx);
  const right = await permitOrThrow(ctx, { act: 'reveal', person, purpose: ctx.purpose ?? 'service-conversation', fields });
  const people = await group(ctx, person);
  const words = timelineWords(language);
  const parts = [
    await messages(ctx, right, people, words, { before, limit: limit + 1, areas }),
    await conversations(ctx, right, people, words, { before, areas }),
    await consents(ctx, person, language, words),
    await records(ctx, person, words),
    await requests(ctx, people, words),
  ];
  const all = parts
    .flat()
    .filter((item) => before === null || item.at < before.toISOString())
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  const last = all[limit - 1]?.at ?? '';
  const items = all.filter((item) => item.at >= last);
  return { items, next: items.length < all.length ? last : null };
}

async function messages(
  ctx: Ctx,
  right: Permit,
  people: readonly PersonId[],
  words: TimelineWords,
  page: { before: Date | null; limit: number; areas: Areas },
): Promise<Item[]> {
  const opens = await readyToGuard(ctx);
  const rows = await ctx.db.all(recentOf, [ctx.workspace, people, page.limit, page.before, page.areas]);
  const texts = await openMany(
    ctx,
    right,
    rows.filter(opens).map((row) => ({ place: placeOfBody(row), sealed: row.body })),
  );
  const names = await staffNames(ctx, [...new Set(rows.filter((row) => row.authorKind === 'staff').map((row) => row.author as StaffId))]);
  return rows.map((row) => {
    const kind = row.kind === 'note' ? 'note' : row.direction === 'in' ? 'message-in' : 'message-out';
    const title = words[kind](row.channel, names.get(row.author as StaffId) ?? '');
    const text = opens(row) ? (texts.shift() ?? '') : '';
    const excerpt = (row.unsentAt ? '' : text).replace(/\s+/g, ' ').trim().slice(0, excerptLength);
    return { at: row.at.toISOString(), kind, channel: row.channel, conversation: row.conversation, title, excerpt: excerpt || null };
  });
}

async function conversations(
  ctx: Ctx,
  right: Permit,
  people: readonly PersonId[],
  words: TimelineWords,
  { before, areas }: { before: Date | null; areas: Areas },
): Promise<Item[]> {
  const opens = await readyToGuard(ctx);
  const rows = (await ctx.db.all(conversationsOf, [ctx.workspace, people, null]))
    .filter((row) => (before === null || row.createdAt < before) && isInAreas(areas, row))
    .slice(-most);
  const subjects = await openMany(
    ctx,
    right,
    rows.flatMap((row) => (row.subject && opens(row) ? [{ place: placeOfSubject(row), sealed: row.subject }] : [])),
  );
  return rows.map((row) => {
    const subject = row.subject && opens(row) ? subjects.shift() : undefined;
    const title = words.conversation(row.channel);
    return {
      at: row.createdAt.toISOString(),
      kind: 'conversation',
      channel: row.channel,
      conversation: row.id,
      title,
      excerpt: subject ?? null,
    };
  });
}

async function consents(ctx: Ctx, person: PersonId, language: Language, words: TimelineWords): Promise<Item[]> {
  const events = await happened(ctx, person, language);
  return events.map(({ at, channel, purposeName, state }) => ({
    at,
    kind: 'consent',
    channel,
    conversation: null,
    title: words.consent(purposeName, state),
    excerpt: null,
  }));
}

async function records(ctx: Ctx, person: PersonId, words: TimelineWords): Promise<Item[]> {
  const plain = (kind: 'identity' | 'merge', at: Date, title: string): Item => ({
    at: at.toISOString(),
    kind,
    channel: null,
    conversation: null,
    title,
    excerpt: null,
  });
  const identities = (await identitiesOf(ctx, person)).flatMap(({ kind, source, addedAt, provedAt, proof }) => [
    plain('identity', addedAt, words.added(kind, source)),
    ...(provedAt && proof && provedAt > addedAt ? [plain('identity', provedAt, words.proved(kind, proof))] : []),
  ]);
  return [...identities, ...(await mergesOf(ctx, person)).map((row) => plain('merge', row.at, words.merged(row.proof)))];
}

async function requests(ctx: Ctx, people: readonly PersonId[], words: TimelineWords): Promise<Item[]> {
  const found: Item[] = [];
  for (const subject of people)
    for (const kind of requestKinds)
      for (const entry of (await list(ctx, { kind, subject, limit: 20 })).items)
        found.push({ at: entry.at, kind: 'request', channel: null, conversation: null, title: words.request(kind), excerpt: null });
  return found;
}
