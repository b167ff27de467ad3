// One look into a mailbox: what is new is fetched, each mail bounded in size; taken in by the way of every mail; marked there only once it is stored here. The place is written down after the
// marks, so that a crash in between reads some mails again, which change nothing the second time.
import type { ImapFlow } from 'imapflow';
import { isAway } from '#kit/db';
import { log } from '#kit/log';
import { clock } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import type { Hooks } from '../../../adapter.ts';
import { type NotTaken, takeHanded } from '../incoming/handed.ts';
import { deleteIn, uidsOf } from './deletion.ts';
import { type Fetched, fetchFew, listed, mostTries } from './fetch.ts';
import { accountName, placeName } from './names.ts';
import { goOn, whereWeAre } from './place.ts';
import { isPlayedMail, type MailboxAccount } from './stand.ts';
import type { PlaceRow } from './store.ts';

/** What a look needs: the client with its folder open, and how often each mail has failed so far. */
export type Desk = {
  readonly tools: Tools;
  readonly hooks: Hooks;
  readonly account: MailboxAccount;
  readonly client: ImapFlow;
  readonly failed: Map<string, number>;
  isStopped(): boolean;
};

const together = 25;
const atOnce = 4;
const quietMs = 600_000;

/** Takes in what has come since the last look. Throws what the line, or `hooks.receive`, throws; what was stored until then stays so. */
export async function look(desk: Desk): Promise<void> {
  const place = await whereWeAre(desk);
  const found = await uidsOf(desk.client, { uid: `${place.lastUid + 1}:*` });
  const uids = found.filter((uid) => uid > place.lastUid).sort((a, b) => a - b); // `*` is the last one, also when that is older
  for (let at = 0; at < uids.length && !desk.isStopped(); at += together) await page(desk, place, uids.slice(at, at + together));
  const isQuiet = uids.length === 0 && clock.of(desk)().getTime() - place.lookedAt.getTime() > quietMs;
  if (isQuiet) await goOn(desk, place, place.lastUid, 0);
}

async function page(desk: Desk, place: PlaceRow, uids: readonly number[]): Promise<void> {
  const { client } = desk;
  const taken: Fate[] = [];
  const all = await listed(desk, uids);
  let reached: number | undefined;
  try {
    for (let at = 0; at < uids.length && !desk.isStopped(); at += atOnce) {
      const few = await fetchFew(desk, place, uids.slice(at, at + atOnce), all, uids.slice(at + atOnce));
      taken.push(...(await takeFew(desk, place, few.fetched)));
      reached = few.reached ?? reached;
      if (few.error !== undefined) throw few.error;
    }
  } finally {
    const having = (wanted: Fate['fate']) => taken.flatMap(({ uid, fate }) => (fate === wanted ? uid : []));
    if (client.usable) await mark(desk, having('taken'), having('nameless'));
    // what a broken line left unmarked is read again, and changes nothing the second time
    if (client.usable && reached !== undefined) await goOn(desk, place, reached, having('behind').length);
  }
}

/** `left`: it lies there as it is, and nobody misses it here. */
type Fate = { readonly uid: number; readonly fate: 'taken' | 'nameless' | 'behind' | 'left' };

/** A few at a time, those of one author in their order; when one fails the others are finished first. */
async function takeFew(desk: Desk, place: PlaceRow, few: readonly Fetched[]): Promise<Fate[]> {
  const lanes = new Map<string, Promise<Fate>>();
  const all = few.map((each) => {
    const author = Buffer.isBuffer(each.raw)
      ? (/^from:[\s\S]{0,400}?([^\s<>]+@[^\s<>]+)/im.exec(each.raw.toString('latin1', 0, 20_000))?.[1] ?? '')
      : '';
    const work = (lanes.get(author) ?? Promise.resolve()).then(() => takeOne(desk, place, each));
    lanes.set(author, work);
    return work;
  });
  await Promise.allSettled(all);
  return Promise.all(all);
}

async function takeOne(desk: Desk, place: PlaceRow, { uid, raw }: Fetched): Promise<Fate> {
  const { tools, hooks, account, failed } = desk;
  if (raw === 'gone') return { uid, fate: 'left' };
  if (!Buffer.isBuffer(raw)) return { uid, fate: behind(desk, raw) };
  const name = placeName(place.mailbox, place.uidValidity, uid);
  try {
    const kept = isPlayedMail(account) ? {} : { kept: { place: name, mailbox: accountName(tools, account) } }; // nobody keeps what was played
    const taken = await takeHanded(tools, hooks, account, { raw, isOurs: true, trusted: account.settings.trusted, ...kept });
    if ('refused' in taken) return { uid, fate: behind(desk, taken.refused) };
    if (taken.fate === 'own') return { uid, fate: 'left' };
    return { uid, fate: taken.hasId ? 'taken' : 'nameless' };
  } catch (error) {
    if (isOurs(error)) throw error;
    failed.set(name, (failed.get(name) ?? 0) + 1);
    if ((failed.get(name) ?? 0) < mostTries) throw error;
    failed.delete(name);
    return { uid, fate: behind(desk, 'not-readable') }; // one mail must not keep all others waiting
  }
}

/** A fault of this house, such as a full disk or a database that is away, is no mail's own: it is tried until it is over. */
function isOurs(error: unknown): boolean {
  if (error instanceof Problem) return error.code === 'not-ready' || error.code === 'key-withheld';
  return isAway(error) || /^(?:E[A-Z]{2,}|(?:08|40|53|55|57|58)[0-9A-Z]{3})$/.test(String((error as { code?: unknown }).code));
}

/** It stays there as it is, unread, and is counted. */
function behind({ tools, account }: Desk, because: NotTaken | 'not-readable'): 'behind' {
  log.of({ tools })('warn', 'mail.left-behind', { workspace: account.workspace, inbox: account.inbox, because });
  return 'behind';
}

/** A mail without a Message-ID keeps its place, or an erasure would not find it again. */
async function mark({ client, account, tools }: Desk, done: number[], nameless: number[]): Promise<void> {
  const { afterwards, moveTo } = account.settings;
  const stays = afterwards === 'move' ? nameless : [];
  const goes = afterwards === 'move' ? done : [...done, ...nameless];
  const isMarked =
    (goes.length === 0 || (await markAll(client, goes, afterwards, moveTo))) &&
    (stays.length === 0 || (await client.messageFlagsAdd(stays, ['\\Seen'], { uid: true })));
  if (!isMarked) log.of({ tools })('warn', 'mail.not-marked', { workspace: account.workspace, inbox: account.inbox });
}

async function markAll(client: ImapFlow, uids: number[], afterwards: string, moveTo: string): Promise<boolean> {
  if (afterwards === 'delete') return deleteIn(client, uids);
  await client.messageFlagsAdd(uids, ['\\Seen'], { uid: true });
  return afterwards === 'move' ? (await client.messageMove(uids, moveTo, { uid: true })) !== false : true;
}
