// Up to where a mailbox was read, and where reading begins: with what came since it feeds this inbox, and nothing that lay there before (Art. 5(1)(c)).
import type { ImapFlow } from 'imapflow';
import type { Ctx } from '#kit/ctx';
import { log } from '#kit/log';
import { act, clock } from '#kit/pool';
import { type Tools, tool } from '#kit/tool';
import { uidsOf } from './deletion.ts';
import { mailboxName } from './names.ts';
import { isPlayedMail, type MailboxAccount } from './stand.ts';
import { beginAt, goOnFrom, type PlaceRow, placeOf } from './store.ts';

type At = { readonly tools: Tools; readonly account: MailboxAccount; readonly client: ImapFlow };

const places = tool<Map<string, PlaceRow>>('channels.email.played-places');
const overlapMs = 2 * 86_400_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;

/** The place that is written down, or where to begin: what is known already drops out by its Message-ID, and what was erased long ago does not come back. */
export async function whereWeAre(at: At): Promise<PlaceRow> {
  const { client, account } = at;
  const mailbox = mailboxName(at.tools, account);
  const opened = client.mailbox;
  if (!opened) throw new Error('no folder is open');
  const uidValidity = Number(opened.uidValidity);
  if (isPlayedMail(account)) return playedPlace(at, mailbox, uidValidity);
  const known = await inSystem(at, (ctx) => ctx.db.maybe(placeOf, [ctx.workspace, account.inbox]));
  if (known?.mailbox === mailbox && known.uidValidity === uidValidity) return known;
  const since = known ? new Date(known.lookedAt.getTime() - (known.mailbox === mailbox ? overlapMs : hourMs)) : sinceOf(account);
  const lastUid = since === undefined ? Math.max(0, opened.uidNext - 1) : await before(client, since);
  const row = [mailbox, uidValidity, lastUid] as const;
  const lookedAt = await inSystem(at, async (ctx) => {
    await ctx.db.run(beginAt, [ctx.workspace, account.inbox, ...row, ctx.now]);
    return ctx.now;
  });
  log.of(at)('info', 'mail.mailbox-begun', { inbox: account.inbox, again: known !== undefined });
  return { mailbox, uidValidity, lastUid, lookedAt, leftBehind: 0 };
}

/** Writes down up to where it was read, and how many were left behind. */
export async function goOn(at: At, { mailbox, uidValidity, leftBehind }: PlaceRow, reached: number, behind: number): Promise<void> {
  const { account, tools } = at;
  if (isPlayedMail(account))
    playedPlaces(tools).set(account.inbox, {
      mailbox,
      uidValidity,
      lastUid: reached,
      lookedAt: clock.of({ tools })(),
      leftBehind: leftBehind + behind,
    });
  else await inSystem(at, (ctx) => ctx.db.run(goOnFrom, [ctx.workspace, account.inbox, mailbox, uidValidity, reached, behind, ctx.now]));
}

/** In the sandbox all that lies there is meant for us; nothing is said of the real mailbox, which is read on from its own place later. */
function playedPlace({ account, tools }: At, mailbox: string, uidValidity: number): PlaceRow {
  const known = playedPlaces(tools).get(account.inbox);
  if (known?.mailbox === mailbox && known.uidValidity === uidValidity) return known;
  return { mailbox, uidValidity, lastUid: 0, lookedAt: clock.of({ tools })(), leftBehind: 0 };
}

function playedPlaces(tools: Tools): Map<string, PlaceRow> {
  if (!tools.has(places.name)) places.set(tools, new Map());
  return places.of({ tools });
}

/** Since when this mailbox, or another in its stead, feeds the inbox; accounts of before do not know it. */
export function sinceOf({ settings }: MailboxAccount): Date | undefined {
  const since = new Date(settings.since ?? '');
  return Number.isNaN(since.getTime()) ? undefined : since;
}

/** The UID before the first that came since then: a server searches by days, in whatever zone, and tells the moment besides. */
async function before(client: ImapFlow, since: Date): Promise<number> {
  const next = client.mailbox ? client.mailbox.uidNext : 1;
  const recent = await uidsOf(client, { since: new Date(since.getTime() - dayMs) });
  if (recent.length === 0) return Math.max(0, next - 1);
  const mails = await client.fetchAll(recent, { uid: true, internalDate: true }, { uid: true });
  const wanted = mails.filter(({ internalDate }) => internalDate === undefined || new Date(internalDate) >= since).map(({ uid }) => uid);
  return Math.max(0, wanted.reduce((least, uid) => Math.min(least, uid), next) - 1);
}

const inSystem = <T>({ tools, account }: At, run: (ctx: Ctx) => Promise<T>): Promise<T> =>
  act(tools, { workspace: account.workspace, actor: { kind: 'system', id: 'channels.mailbox' } }, run);
