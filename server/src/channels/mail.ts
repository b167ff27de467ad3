// Mail and texts that are no message of a conversation: codes that prove an address, and answers about rights. Nothing of it is stored here.
import { company } from '#access';
import { permit } from '#gate';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { Id, InboxId, PersonId, WorkspaceId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import { listen, retryLater, type Work } from '#kit/outbox';
import { act } from '#kit/pool';
import { type Tools, tool } from '#kit/tool';
import { append } from '#ledger';
import { codeOwner, codeRequested, identityOf, readCode } from '#people';
import { agreementOf } from '#vendors';
import { listAccounts, type Opened } from './accounts.ts';
import type { Account, Outbound, Outcome } from './adapter.ts';
import { adapterOf } from './adapters.ts';
import { type Held, heldOf } from './at-providers.ts';
import { send } from './deliver.ts';
import { rememberLoose } from './loose.ts';
import { sandboxStand } from './switch/switch.ts';
import { mustNotPlay, outside } from './switch/waiting.ts';
import { textSender } from './text-sender.ts';
import { codeWords } from './words.ts';

export type Notice = {
  /** Whose number it goes to, while they are known here: what lies at the provider is taken back from it. */
  readonly about?: { readonly person: PersonId; readonly identity: Id<'idn'> } | undefined;
  /** By text message instead, from the company's number: of the letter the text alone. */
  readonly by?: 'mail' | 'text';
  readonly id: string;
  readonly to: string;
  readonly language: string;
  readonly purpose: string;
  readonly subject: string;
  readonly text: string;
};

export const sendCode = listen(codeRequested, 'channels.send-code', (work, { code }) => deliverCode(work, code));

/**
 * Sends an answer about somebody's rights at once, to an address the caller holds, also when its owner was erased. Throws to be called again when the relay cannot take it now, or may
 * not until somebody enters its agreement or switches the sandbox off; `id` makes a repeat the same mail, and a text of which the carrier says nothing is not repeated (one that a crash cuts short may be). Mail to staff leaves whatever the sandbox says: it must not be silenced by it.
 */
export async function sendNotice(work: Work, notice: Notice): Promise<{ sent: boolean; because: string | null; held?: Held | undefined }> {
  const inTransaction = within(work, 'channels.send-notice', notice.purpose);
  const isOutside = notice.purpose === staffPurpose;
  const ready = await inTransaction((ctx) => prepareNotice(ctx, notice, isOutside));
  if (!ready) return { sent: false, because: 'no-channel' };
  const { channel, outbound, recipient } = ready;
  if (!isOutside) mustNotPlay(work, channel);
  const outcome = await send(work, { channel, outbound, isOutside });
  if (outcome.outcome === 'retry') throw retryLater(outcome.afterSeconds ?? 60);
  const because = outcome.outcome === 'sent' ? null : outcome.because;
  const kind = because === null ? 'notice.sent' : 'notice.failed';
  const { about } = notice;
  if (about) await inTransaction((ctx) => rememberLoose(ctx, channel, outcome, about)).catch(notKept(work));
  await inTransaction((ctx) => append(ctx, { kind, facts: { notice: notice.id, purpose: notice.purpose, recipient, because } }));
  return { sent: because === null, because, held: heldOf(channel, work.tools, outcome) };
}

async function prepareNotice(
  ctx: Ctx,
  notice: Notice,
  isOutside: boolean,
): Promise<{ channel: Opened; outbound: Outbound; recipient: string | null } | undefined> {
  const sender = notice.by === 'text' ? await textSender(ctx) : await mailSender(ctx);
  if (!sender) return undefined; // the number was closed meanwhile
  const channel = isOutside ? outside(sender) : sender;
  const because = await missingAgreement(ctx, channel);
  if (because !== undefined) {
    log.of(ctx)('warn', 'notice.waits', { workspace: ctx.workspace, because });
    throw retryLater(mostPatientSeconds);
  }
  const recipient = channel.adapter.recipient(channel.account.settings, ctx.tools);
  return { channel, outbound: await plain(ctx, channel, notice, 'notice'), recipient };
}

/** Why a notice may not leave by this channel: the code of what its recipient's agreement lacks; undefined where nothing is lacking. */
export async function missingAgreement(ctx: Ctx, channel: Opened) {
  const recipient = channel.adapter.recipient(channel.account.settings, ctx.tools);
  const standing = recipient === null ? undefined : await agreementOf(ctx, recipient);
  return standing && !standing.ok ? standing.because : undefined;
}

const mostPatientSeconds = 900;
/** Of mail to those who work here: about their account, about what a colleague did, about time that runs out. */
const staffPurpose = 'staff-administration';
const codeAgainSeconds = 10;
const within =
  (work: Work, id: string, purpose: string) =>
  <T>(run: (ctx: Ctx) => Promise<T>): Promise<T> =>
    act(work.tools, { workspace: work.workspace, actor: { kind: 'system', id }, purpose }, run);

/** It has left: to fail now would send it again. The price is that its id is unknown here, and its carrier is not asked to forget it before its own time. */
export const notKept = (work: Work) => (error: unknown) =>
  log.of(work)('error', 'loose.not-kept', { workspace: work.workspace, error: errorCode(error) });

async function deliverCode(work: Work, code: Id<'cod'>): Promise<void> {
  const inTransaction = within(work, 'channels.send-code', 'identity-verification');
  const ready = await inTransaction((ctx) => prepareCode(ctx, code));
  if (!ready) return;
  mustNotPlay(work, ready.channel, codeAgainSeconds);
  const outcome: Outcome = await send(work, ready);
  await inTransaction((ctx) => rememberLoose(ctx, ready.channel, outcome, ready.owner)).catch(notKept(work));
  if (outcome.outcome === 'retry') throw retryLater(Math.min(outcome.afterSeconds ?? 10, 30)); // it expires after ten minutes: then nothing is prepared any more
  if (outcome.outcome !== 'sent') log.of(work)('warn', 'code.not-sent', { code, workspace: work.workspace });
}

/** The gate is asked although nobody refuses a code they asked for: a restricted person, or a relay without agreement, must stop it. */
async function prepareCode(
  ctx: Ctx,
  code: Id<'cod'>,
): Promise<{ channel: Opened; outbound: Outbound; owner: { person: PersonId; identity: Id<'idn'> } } | undefined> {
  const owner = await codeOwner(ctx, code);
  if (!owner) return undefined;
  const kind = (await identityOf(ctx, owner.identity))?.kind;
  const channel = kind === 'phone' ? await textSender(ctx) : await mailSender(ctx);
  if (!channel) return undefined;
  const recipient = channel.adapter.recipient(channel.account.settings, ctx.tools);
  const answer = await permit(ctx, {
    act: 'send',
    person: owner.person,
    purpose: 'identity-verification',
    channel: channel.adapter.name,
    fields: ['codes.code', 'identities.value'],
    ...(recipient !== null && { recipient }),
  });
  const ready = answer.allowed ? await readCode(ctx, answer.permit, code) : undefined;
  if (ready?.kind !== channel.adapter.reaches) return undefined;
  const { language, name } = await company(ctx);
  const { subject, text: letter } = codeWords(language, name, ready.code);
  const words = { subject, text: channel.adapter.capabilities.subject ? letter : subject };
  return {
    ...{ channel, owner },
    outbound: await plain(ctx, channel, { id: code, to: ready.to, language, purpose: 'identity-verification', ...words }, 'code'),
  };
}

/** A mail or text that belongs to no conversation, as an adapter sends it. */
export async function plain(ctx: Ctx, { adapter, account }: Opened, notice: Notice, use: 'code' | 'notice'): Promise<Outbound> {
  const { id, to, language, purpose, subject, text } = notice;
  return {
    ...{ id, use, purpose, language, subject, text },
    externalId: adapter.externalId(account, id),
    to: { value: to, name: undefined },
    fromName: (await company(ctx)).name,
    html: undefined,
    attachments: [],
    thread: [],
    replyToken: undefined,
    unsubscribeUrl: undefined,
    preferencesUrl: undefined,
  };
}

/** The company's first mail inbox, or the house itself while there is none: people must be able to prove who they are in any case. */
export async function mailSender(ctx: Ctx): Promise<Opened> {
  const own = (await listAccounts(ctx)).find(({ adapter }) => adapter.name === 'email');
  if (own) return own;
  const adapter = adapterOf('email');
  const [stored, { isOn: isPlayed }] = [await houseAccount(ctx), await sandboxStand(ctx)];
  const account = isPlayed ? { ...stored, settings: adapter.sandboxed(stored.settings) } : stored;
  return { adapter, account, stored, isPlayed, stand: { failed: 0, restsUntil: null }, health: undefined };
}

const houseAccounts = tool<Map<WorkspaceId, Account>>('channels.houseAccounts');

async function houseAccount(ctx: Ctx): Promise<Account> {
  const kept = accountsOf(ctx.tools);
  const { name } = await company(ctx);
  const host = new URL(config.of(ctx).publicUrl).hostname;
  const settings =
    kept.get(ctx.workspace)?.settings ??
    (await adapterOf('email').complete({ address: `no-reply@${host}`, fromName: name }, undefined, ctx.tools));
  const account: Account = { workspace: ctx.workspace, inbox: 'inb_house' as InboxId, name, settings };
  kept.set(ctx.workspace, account);
  return account;
}

function accountsOf(tools: Tools): Map<WorkspaceId, Account> {
  if (!tools.has(houseAccounts.name)) houseAccounts.set(tools, new Map());
  return houseAccounts.of({ tools });
}
