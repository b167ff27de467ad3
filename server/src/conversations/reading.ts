// Reading: every page of words is opened under one permit, so that the ledger holds one line per look and person, not one per message.

import type { Answer, Query } from '@parley/contract';
import { staffNames } from '#access';
import { maskedIn } from '#detection';
import { permit, permitOrThrow, readyToPermit } from '#gate';
import { holdKeys, open, openableAmong, openMany, type Permit, readyToOpen } from '#keys';
import type { Ctx, Spot } from '#kit/ctx';
import type { ConversationId, MessageId, PersonId, StaffId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { personNames, sealedNames, sealedOwnName } from '#people';
import { teamNames } from '#teams';
import { changesOf, reactionsOf } from './changed.ts';
import { choicesOf, parted } from './choices.ts';
import { placeOfName } from './files.ts';
import { readyToGuard, whomToAsk } from './guard.ts';
import { refuseClosed } from './reach.ts';
import {
  type AttachmentRow,
  attachmentsTo,
  type ConversationRow,
  htmlOf,
  type MessageRow,
  messageById,
  messagesAfter,
  messagesBefore,
  messagesById,
} from './store.ts';
import { conversationOf, placeOfSubject } from './threads.ts';
import { isUndelivered, mayTryAgain, undeliveredIn } from './undelivered.ts';
import { foreseenPerson, noteWhose } from './whose.ts';
import { placeOfBody, placeOfHtml } from './write.ts';

type Conversation = Answer<'readConversation'>;
type Message = Answer<'addMessage'>;
const purposeOf = (ctx: Ctx): string => ctx.purpose ?? 'service-conversation';
const messageFields = ['messages.body', 'messages.choices', 'messages.reaction', 'attachments.name', 'people.name'] as const;
const listFields = ['messages.body', 'conversations.subject', 'people.name'] as const;
const excerptLength = 140;

/** Messages in order: those after a number, or the last ones before one. The look is recorded when this resolves; what it gives opens them, and needs the database no more. Throws Problem `not-found`, `gate-refused`. */
export async function readyToList(
  ctx: Ctx,
  conversation: ConversationId,
  range: Query<'listMessages'>,
): Promise<() => Answer<'listMessages'>> {
  const limit = range.limit ?? 50;
  const reading = Promise.all([
    conversationOf(ctx, conversation),
    range.after === undefined
      ? earlierThan(ctx, conversation, range.before, limit)
      : ctx.db.all(messagesAfter, [ctx.workspace, conversation, range.after, limit]),
  ]);
  const foreseen = foreseenPerson(ctx, conversation);
  const asked = foreseen && askAbout(ctx, foreseen); // with the same packet
  const [row, rows] = await reading;
  const show = await readyToShow(ctx, row.person, rows, { spot: row, asked });
  if (rows.length > 0) noteWhose(ctx, row); // only while their key is held: whoever is shredded was heard of before, or will be after
  return () => ({ items: show(), earlier: (rows[0]?.sequence ?? 1) > 1 });
}

/** One message. Throws Problem `not-found`, `gate-refused`. */
export async function readMessage(ctx: Ctx, id: MessageId): Promise<Message> {
  const row = await ctx.db.maybe(messageById, [ctx.workspace, id]);
  if (row) await refuseClosed(ctx, row);
  const [view] = row ? (await readyToShow(ctx, row.person, [row]))() : [];
  if (!view) throw new Problem('not-found');
  return view;
}

/** The sanitised HTML of a message; Problem `not-found` when it has none. */
export async function readHtml(ctx: Ctx, id: MessageId): Promise<string> {
  const row = await ctx.db.maybe(htmlOf, [ctx.workspace, id]);
  if (!row?.html || row.isUnsent) throw new Problem('not-found');
  await refuseClosed(ctx, row);
  const right = await permitOrThrow(ctx, { act: 'reveal', person: row.person, purpose: purposeOf(ctx), fields: ['messages.html'] });
  return open(ctx, right, placeOfHtml({ id, person: row.person }), row.html);
}

/** Conversations as a page shows them; of people whom the gate keeps closed neither name nor words are shown. */
export async function conversationViews(ctx: Ctx, rows: readonly ConversationRow[]): Promise<Conversation[]> {
  if (rows.length === 0) return [];
  const people = [...new Set(rows.map((row) => row.person))];
  const asked = await permit(ctx, { act: 'reveal', people, purpose: purposeOf(ctx), fields: listFields });
  const shown: ReadonlySet<string> = asked.allowed ? await openableAmong(ctx, asked.permit.subjects) : new Set(); // nobody's missing key closes the page
  const opens = await readyToGuard(ctx);
  const open = rows.filter((row) => shown.has(row.person));
  const names = asked.allowed
    ? await personNames(ctx, asked.permit, [...new Set(open.map((row) => row.person))], shown)
    : new Map<PersonId, string>();
  const { words, kinds } = asked.allowed ? await excerpts(ctx, asked.permit, open.filter(opens), shown) : unsaid;
  const ask = rows.every(opens) ? [] : await whomToAsk(ctx);
  const [staff, teams, undelivered] = await Promise.all([
    staffNames(ctx, [...new Set(rows.flatMap((row) => row.assignee ?? []))]),
    teamNames(ctx, [...new Set(rows.flatMap((row) => row.team ?? []))]),
    undeliveredIn(
      ctx,
      rows.map((row) => row.id),
    ),
  ]);
  return rows.map((row) => ({
    id: row.id,
    inbox: { id: row.inbox, name: row.inboxName, channel: row.channel },
    person: { id: row.person, name: names.get(row.person) ?? '' },
    subject: words.get(`${row.id}/subject`) ?? null,
    status: row.status,
    class: row.class,
    guarded: opens(row) ? null : { ask },
    assignee: row.assignee && { id: row.assignee, name: staff.get(row.assignee) ?? '' },
    team: row.team && { id: row.team, name: teams.get(row.team) ?? '' },
    excerpt: (words.get(`${row.id}/body`) ?? '').replace(/\s+/g, ' ').trim().slice(0, excerptLength),
    excerptOf: kinds.get(row.id) ?? 'in',
    lastSequence: row.lastSequence,
    unread: row.unread,
    undelivered: undelivered.get(row.id) ?? 0,
    lastMessageAt: row.lastMessageAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
    store: row.store,
  }));
}

async function earlierThan(ctx: Ctx, conversation: ConversationId, before = 2 ** 31 - 1, limit = 50): Promise<MessageRow[]> {
  return (await ctx.db.all(messagesBefore, [ctx.workspace, conversation, before, limit])).reverse();
}

/** What the database is asked about somebody before a word of theirs opens. What is still sealed may be read, and the key be locked, before it is decided whether it opens; until `permit` is called nothing is decided or recorded. */
type Asked = {
  readonly person: PersonId;
  readonly permit: ReturnType<typeof readyToPermit>;
  /** Their own; whoever is merged with others may go by the name of one of those. */
  readonly name: ReturnType<typeof sealedOwnName>;
  readonly held: Promise<void>;
};

function askAbout(ctx: Ctx, person: PersonId): Asked {
  const permit = readyToPermit(ctx, { act: 'reveal', person, purpose: purposeOf(ctx), fields: messageFields });
  const [name, held] = [sealedOwnName(ctx, person), holdKeys(ctx, [person])];
  for (const each of [name, held]) each.catch(() => undefined); // counts only where it was asked about the right one, and is heard there
  return { person, permit, name, held };
}

/** Does everything that needs the database; what it gives opens the messages. `asked` counts where it was asked about this person. */
async function readyToShow(
  ctx: Ctx,
  person: PersonId,
  rows: readonly MessageRow[],
  { spot, asked }: { spot?: Spot; asked?: Asked | undefined } = {},
): Promise<() => Message[]> {
  if (rows.length === 0) return () => [];
  const staff = new Set(rows.filter((row) => row.authorKind === 'staff').map((row) => row.author as StaffId));
  const reading = ctx.db.all(attachmentsTo, [ctx.workspace, rows.map((row) => row.id)]);
  reading.catch(() => undefined); // heard below
  const about = asked?.person === person ? asked : askAbout(ctx, person);
  const [right, name, staffBy] = await Promise.all([about.permit(spot), about.name, staffNames(ctx, [...staff]), about.held]);
  const named = right.subjects.length === 1 ? name : await sealedNames(ctx, [person]);
  // the record of the look goes out with the first of these two: PostgreSQL writes it while files are still waited for
  const openWords = await readyToOpen(ctx, right, [
    ...rows.map((row) => ({ place: placeOfBody(row), sealed: row.body })),
    ...reactionsOf(rows),
    ...choicesOf(rows),
    ...named.map(({ item }) => item),
  ]);
  const files = await reading;
  const openFiles = await readyToOpen(
    ctx,
    right,
    files.map((row) => ({ place: placeOfName(row), sealed: row.name })),
  );
  return () => {
    const words = openWords();
    const names = new Map<string, string>(staffBy);
    for (const { asked } of named.toReversed()) names.set(asked, words.pop() ?? '');
    return views(rows, files, names, { words, files: openFiles() });
  };
}

function views(
  rows: readonly MessageRow[],
  files: readonly AttachmentRow[],
  names: ReadonlyMap<string, string>,
  opened: { readonly words: readonly string[]; readonly files: readonly string[] },
): Message[] {
  const named = files.map((row, at) => ({
    message: row.message,
    id: row.id,
    name: opened.files[at] ?? '',
    type: row.type,
    size: row.size,
  }));
  const said = opened.words.slice(rows.length);
  const reactions = new Map(reactionsOf(rows).map(({ place }) => [place.row, said.shift() ?? null]));
  const choices = new Map(choicesOf(rows).map(({ place }) => [place.row, parted(said.shift())]));
  return rows.map((row, at) => ({
    id: row.id,
    sequence: row.sequence,
    kind: row.kind,
    direction: row.direction,
    author: { kind: row.authorKind, id: row.author, name: names.get(row.authorKind === 'person' ? row.person : row.author) ?? '' },
    purpose: row.purpose,
    text: row.unsentAt ? '' : (opened.words[at] ?? ''), // also where a legal hold keeps the words
    hasHtml: row.hasHtml && row.unsentAt === null,
    attachments: named.filter((file) => file.message === row.id && row.unsentAt === null).map(({ message: _, ...file }) => file),
    choices: choices.get(row.id) ?? [],
    delivery: row.delivery,
    deliveryBecause: row.because,
    deliveryWords: row.words,
    undelivered: isUndelivered(row) ? { again: mayTryAgain(row) } : null,
    masked: row.unsentAt ? [] : maskedIn(row.found ?? {}),
    changes: changesOf(row, reactions.get(row.id) ?? null),
    at: row.at.toISOString(),
  }));
}

type Excerpts = { readonly words: ReadonlyMap<string, string>; readonly kinds: ReadonlyMap<string, Conversation['excerptOf']> };
const unsaid: Excerpts = { words: new Map(), kinds: new Map() };

async function excerpts(ctx: Ctx, right: Permit, rows: readonly ConversationRow[], shown: ReadonlySet<string>): Promise<Excerpts> {
  const last = await ctx.db.all(messagesById, [ctx.workspace, rows.flatMap((row) => row.lastMessage ?? [])]);
  const items = [
    ...last
      .filter((row) => row.unsentAt === null && shown.has(row.person))
      .map((row) => ({ key: `${row.conversation}/body`, place: placeOfBody(row), sealed: row.body })),
    ...rows.flatMap((row) => (row.subject ? [{ key: `${row.id}/subject`, place: placeOfSubject(row), sealed: row.subject }] : [])),
  ];
  const opened = await openMany(ctx, right, items);
  return {
    words: new Map(items.map((item, at) => [item.key, opened[at] ?? ''])),
    kinds: new Map(last.map((row) => [row.conversation, row.unsentAt ? 'unsent' : row.kind === 'note' ? 'note' : row.direction])),
  };
}
