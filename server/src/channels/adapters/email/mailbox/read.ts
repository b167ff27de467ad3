// One look into a mailbox: what is new is fetched, each mail bounded in size; taken in by the way of every mail; marked there only once it is stored here. The place is written down after the
// marks, so that a crash in between reads some mails again, which change nothing the second time.
import type { ImapFlow } from 'imapflow';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { log } from '#kit/log';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import type { Hooks } from '../../../adapter.ts';
import { takeHanded } from '../incoming/handed.ts';
import { mailboxName, placeName } from './names.ts';
import type { MailboxAccount } from './stand.ts';
import { beginAt, goOnFrom, type PlaceRow, placeOf } from './store.ts';

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
const mostTries = 5;
const overlapMs = 2 * 86_400_000;

/** Takes in what has come since the last look. Throws what the line, or `hooks.receive`, throws; what was stored until then stays so. */
export async function look(desk: Desk): Promise<void> {
  const place = await whereWeAre(desk);
  const found = (await desk.client.search({ uid: `${place.lastUid + 1}:*` }, { uid: true })) || [];
  const uids = found.filter((uid) => uid > place.lastUid).sort((a, b) => a - b); // `*` is the last one, also when that is older
  for (let at = 0; at < uids.length && !desk.isStopped(); at += together) await page(desk, place, uids.slice(at, at + together));
}

/** The place that is written down; where there is none yet, after everything that lies there now: what came before was not sent to us (Art. 5(1)(c)). */
async function whereWeAre(desk: Desk): Promise<PlaceRow> {
  const { client, account } = desk;
  const mailbox = mailboxName(desk.tools, account);
  const opened = client.mailbox;
  if (!opened) throw new Error('no folder is open');
  const uidValidity = Number(opened.uidValidity);
  const known = await inSystem(desk, (ctx) => ctx.db.maybe(placeOf, [ctx.workspace, account.inbox]));
  if (known?.mailbox === mailbox && known.uidValidity === uidValidity) return known;
  const lastUid = known?.mailbox === mailbox ? await before(desk, known.lookedAt) : Math.max(0, opened.uidNext - 1);
  const begun = { mailbox, uidValidity, lastUid };
  await inSystem(desk, (ctx) => ctx.db.run(beginAt, [ctx.workspace, account.inbox, mailbox, uidValidity, lastUid, ctx.now]));
  log.of(desk)('info', 'mail.mailbox-begun', { inbox: account.inbox, again: known !== undefined });
  return { ...begun, lookedAt: new Date(0), leftBehind: 0 };
}

/** A folder that was numbered anew is read again from two days before the last look: what is known drops out by its Message-ID, and what was erased long ago does not come back. */
async function before({ client }: Desk, lookedAt: Date): Promise<number> {
  const recent = (await client.search({ since: new Date(lookedAt.getTime() - overlapMs) }, { uid: true })) || [];
  const next = client.mailbox ? client.mailbox.uidNext : 1;
  return Math.max(0, Math.min(next, ...recent) - 1);
}

async function page(desk: Desk, place: PlaceRow, uids: readonly number[]): Promise<void> {
  const done: number[] = [];
  const nameless: number[] = [];
  const sizes = await desk.client.fetchAll([...uids], { uid: true, size: true }, { uid: true });
  const sizeOf = new Map(sizes.map(({ uid, size }) => [uid, size ?? 0]));
  let [behind, reached] = [0, place.lastUid];
  try {
    for (let at = 0; at < uids.length && !desk.isStopped(); at += atOnce) {
      const few: Fetched[] = [];
      for (const uid of uids.slice(at, at + atOnce)) few.push(await fetch(desk, uid, sizeOf.get(uid)));
      for (const { uid, fate } of await takeFew(desk, place, few)) {
        if (fate === 'taken') done.push(uid);
        if (fate === 'nameless') nameless.push(uid);
        if (fate === 'behind') behind += 1;
      }
      reached = few.at(-1)?.uid ?? reached;
    }
  } finally {
    if (desk.client.usable) await mark(desk, done, nameless);
    await inSystem(desk, (ctx) =>
      ctx.db.run(goOnFrom, [ctx.workspace, desk.account.inbox, place.mailbox, place.uidValidity, reached, behind, ctx.now]),
    );
  }
}

type Fetched = { readonly uid: number; readonly raw: Buffer | 'gone' | 'too-large' };
type Fate = { readonly uid: number; readonly fate: 'taken' | 'nameless' | 'behind' | 'gone' };

async function fetch({ tools, client }: Desk, uid: number, size: number | undefined): Promise<Fetched> {
  const most = config.of({ tools }).mailMaxBytes;
  if (size === undefined) return { uid, raw: 'gone' };
  if (size > most) return { uid, raw: 'too-large' };
  const fetched = await client.fetchOne(String(uid), { uid: true, source: { start: 0, maxLength: most + 1 } }, { uid: true });
  return { uid, raw: (fetched ? fetched.source : undefined) ?? 'gone' }; // somebody else was faster
}

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
  if (raw === 'gone') return { uid, fate: raw };
  if (raw === 'too-large') return { uid, fate: behind(desk, raw) };
  const name = placeName(place.mailbox, place.uidValidity, uid);
  try {
    const taken = await takeHanded(tools, hooks, account, { raw, isOurs: true, trusted: account.settings.trusted, place: name });
    if ('refused' in taken) return { uid, fate: behind(desk, taken.refused) };
    return { uid, fate: taken.hasId ? 'taken' : 'nameless' };
  } catch (error) {
    if (error instanceof Problem && (error.code === 'not-ready' || error.code === 'key-withheld')) throw error;
    failed.set(name, (failed.get(name) ?? 0) + 1);
    if ((failed.get(name) ?? 0) < mostTries) throw error;
    failed.delete(name);
    return { uid, fate: behind(desk, 'not-readable') }; // one mail must not keep all others waiting
  }
}

/** It stays there as it is, unread, and is counted. */
function behind(
  { tools, account }: Desk,
  because: 'too-large' | 'file-too-large' | 'circles' | 'unknown-recipient' | 'not-readable',
): 'behind' {
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
  if (afterwards === 'delete') return client.messageDelete(uids, { uid: true });
  await client.messageFlagsAdd(uids, ['\\Seen'], { uid: true });
  return afterwards === 'move' ? (await client.messageMove(uids, moveTo, { uid: true })) !== false : true;
}

const inSystem = <T>({ tools, account }: Desk, run: (ctx: Ctx) => Promise<T>): Promise<T> =>
  act(tools, { workspace: account.workspace, actor: { kind: 'system', id: 'channels.mailbox' } }, run);
