// The second step of a yes, asked for where the first one named: a mail with a link to a page, or a text message to be answered with one word. It carries no advertising
// and goes as a message about something the person asked for; the gate is asked like for any other. A parent is asked at the address the child gave.
import { company } from '#access';
import { confirmationDays, confirmationDue, confirmationTried, lookAtPending, type Pending, triesOf } from '#consent';
import { permit } from '#gate';
import { open, type Permit, signToken } from '#keys';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { Id, PersonId } from '#kit/ids';
import { log } from '#kit/log';
import { listen, retryLater, type Work } from '#kit/outbox';
import { act } from '#kit/pool';
import { append } from '#ledger';
import { type IdentityRow, identitiesOf, isOwned, readIdentity } from '#people';
import { purposeByCode } from '#purposes';
import type { Opened } from './accounts.ts';
import type { Outbound } from './adapter.ts';
import { codeOf } from './confirmation-code.ts';
import { confirmationText, parentText } from './confirmation-words.ts';
import { send } from './deliver.ts';
import { rememberLoose } from './loose.ts';
import { mailSender, notKept, plain } from './mail.ts';
import { mustNotPlay } from './switch/waiting.ts';
import { textSender } from './text-sender.ts';

const purpose = 'service-messages';

export const askToConfirm = listen(
  confirmationDue,
  'channels.ask-to-confirm',
  (work, { event }) => ask(work, event),
  ({ person }) => person,
);

async function ask(work: Work, event: Id<'cns'>): Promise<void> {
  const inTransaction = <T>(run: (ctx: Ctx) => Promise<T>) =>
    act(work.tools, { workspace: work.workspace, actor: { kind: 'system', id: 'channels.ask-to-confirm' }, purpose }, run);
  const ready = await inTransaction(async (ctx) => {
    const found = await prepare(ctx, event);
    if (found && 'unsent' in found) await confirmationTried(ctx, { event, person: found.person }, found.unsent);
    return found;
  });
  if (!ready || 'unsent' in ready) return;
  mustNotPlay(work, ready.channel);
  const outcome = await send(work, ready);
  const { owner } = ready;
  if (owner) await inTransaction((ctx) => rememberLoose(ctx, ready.channel, outcome, owner)).catch(notKept(work));
  if (outcome.outcome === 'retry') throw retryLater(outcome.afterSeconds ?? 60);
  const because = outcome.outcome === 'sent' ? null : outcome.because;
  const facts = { event, to: ready.from, channel: ready.channel.adapter.name, because };
  await inTransaction(async (ctx) => {
    await confirmationTried(ctx, { event, person: ready.person }, because);
    await append(ctx, {
      kind: because === null ? 'consent.confirmation-sent' : 'consent.confirmation-failed',
      subject: ready.person,
      facts,
    });
  });
}

type Ready = {
  readonly channel: Opened;
  readonly outbound: Outbound;
  readonly person: PersonId;
  /** Whose address it is; a parent's is nobody's here. */
  readonly owner: { readonly person: PersonId; readonly identity: Id<'idn'> } | undefined;
  readonly from: Pending['from'];
};

type Unsent = { readonly unsent: string; readonly person: PersonId };
/** Undefined when nobody waits any more. Where nothing can leave, it says why: what waits is asked for again by another yes, or forgotten in its time. */
async function prepare(ctx: Ctx, event: Id<'cns'>): Promise<Ready | Unsent | undefined> {
  const pending = await lookAtPending(ctx, event);
  if (pending?.state !== 'open') return undefined;
  const channel = pending.from === 'self' && pending.channel === 'sms' ? await textSender(ctx) : await mailSender(ctx);
  const unsent = (because: string): Unsent => ({ unsent: because, person: pending.person });
  if (!channel) return unsent('no-channel');
  const recipient = channel.adapter.recipient(channel.account.settings, ctx.tools);
  const answer = await permit(ctx, {
    act: 'send',
    person: pending.person,
    purpose,
    channel: channel.adapter.name,
    fields: ['identities.value', 'consent_events.evidence'],
    ...(recipient !== null && { recipient }),
  });
  if (!answer.allowed) return unsent(answer.because);
  const own = pending.from === 'parent' ? undefined : await identityFor(ctx, pending, channel);
  const to = pending.from === 'parent' ? await parentOf(ctx, answer.permit, pending) : own && (await readIdentity(ctx, answer.permit, own));
  if (to === undefined) {
    log.of(ctx)('warn', 'confirmation.no-address', { event, workspace: ctx.workspace });
    return unsent('no-address');
  }
  const tries = await triesOf(ctx, event);
  const id = tries > 1 ? `${event}-${tries}` : event; // a mailbox drops what has the number of one it knows
  const notice = { id, to, purpose, ...(await letter(ctx, pending, channel)) };
  const owner = own && { person: own.person, identity: own.id };
  return { channel, outbound: await plain(ctx, channel, notice, 'notice'), person: pending.person, owner, from: pending.from };
}

async function letter(ctx: Ctx, pending: Pending, channel: Opened) {
  const { name } = await company(ctx);
  const language = pending.language ?? 'en';
  const about = (await purposeByCode(ctx, pending.purpose))?.texts[language];
  // a parent may take it back by the same link until the child is of age; a yes of one's own is taken back by every other link
  const isParent = pending.from === 'parent' && pending.lapsesOn;
  const ends = isParent ? new Date(`${pending.lapsesOn}T00:00:00Z`) : new Date(ctx.now.getTime() + confirmationDays * 86_400_000);
  const token = signToken(ctx.tools, 'confirmation', { workspace: ctx.workspace, event: pending.id }, ends);
  const link = `${config.of(ctx).publicUrl}/privacy/confirm/${token}`;
  const facts = {
    company: name,
    purpose: about?.name ?? '',
    wording: pending.wording,
    link,
    days: confirmationDays,
    code: codeOf(pending.id),
  };
  if (pending.from === 'parent') return { language, ...parentText(language, facts) };
  const words = confirmationText(language, facts);
  return { language, subject: words.subject, text: channel.adapter.name === 'sms' ? words.short : words.text };
}

async function parentOf(ctx: Ctx, right: Permit, { id, person, evidence }: Pending): Promise<string | undefined> {
  return evidence ? open(ctx, right, { subject: person, table: 'consent_events', row: id, column: 'evidence' }, evidence) : undefined;
}

async function identityFor(ctx: Ctx, { person, identity: asked }: Pending, { adapter }: Opened): Promise<IdentityRow | undefined> {
  const owned = (await identitiesOf(ctx, person)).filter((each) => each.kind === adapter.reaches && isOwned(each));
  return asked ? owned.find(({ id }) => id === asked) : (owned.find(({ provedAt }) => provedAt !== null) ?? owned[0]);
}
