// The way out: the company's relay, or nothing at all. Who carries the mail is a recipient of personal data (Art. 4(9)) unless it stays on this machine.
import { createTransport, type Transporter } from 'nodemailer';
import { config } from '#kit/config';
import { clock } from '#kit/pool';
import { isThisMachine } from '#kit/this-machine';
import type { Tools } from '#kit/tool';
import type { Account, Outbound, Outcome } from '../../../adapter.ts';
import { sharing } from '../../../shared/sharing.ts';
import { normaliseAddress } from '../addresses.ts';
import { isPlayedMail } from '../mailbox/stand.ts';
import type { EmailSettings } from '../settings.ts';
import { capture, capturedDesk } from './capture.ts';
import { type Composed, compose } from './compose.ts';
import { outcomeOf, ownOutcomeOf } from './outcome.ts';
import { leavesByOwn, type MailLog, ownServer } from './own-server.ts';
import { playedWay } from './played.ts';

const patience = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 };

/** Sends one message or keeps it in the capture. Never throws for the relay's sake. */
export async function sendMail(account: Account<EmailSettings>, outbound: Outbound, tools: Tools): Promise<Outcome> {
  const to = normaliseAddress(outbound.to.value);
  if (to === undefined) return { outcome: 'failed', because: 'unknown-address', words: 'This is not an address that mail can be sent to.' };
  const now = clock.of({ tools })();
  const mail = await compose(account, outbound, to, now);
  if (isPlayedMail(account)) return sharing(tools, capturedDesk(tools, account.workspace), () => leave(account, mail, tools));
  if (!staysHere(account, tools)) return leave(account, mail, tools);
  capture(tools, { workspace: account.workspace, isPlayed: false }, outbound.id, mail, now);
  return { outcome: 'sent', externalId: mail.messageId };
}

async function leave(account: Account<EmailSettings>, mail: Composed, tools: Tools): Promise<Outcome> {
  let way: Way | undefined;
  let isHandedOver = false;
  try {
    way = await wayOut(account, tools, () => {
      isHandedOver = true;
    });
    // a mailbox may send as itself alone: a bounce then names the message by its Message-ID
    const envelope = way.isOwn ? { ...mail.envelope, from: account.settings.address } : mail.envelope;
    await way.transport.sendMail({ envelope, raw: mail.raw });
    return { outcome: 'sent', externalId: mail.messageId };
  } catch (error) {
    const outcome = way?.isOwn || leavesByOwn(account) ? ownOutcomeOf(error) : outcomeOf(error);
    const isUnanswered = isHandedOver && (error as { responseCode?: number }).responseCode === undefined;
    return isUnanswered && outcome.outcome === 'retry' ? { ...outcome, mayHaveArrived: true } : outcome;
  } finally {
    way?.transport.close();
  }
}

type Way = { readonly transport: Transporter; readonly isOwn: boolean };
/** By the mailbox's own server or by the relay; while the sandbox is on both are the one of this process. `onBody` hears that a body was handed over whole. */
async function wayOut(account: Account<EmailSettings>, tools: Tools, onBody: () => void = () => undefined): Promise<Way> {
  const played = isPlayedMail(account) ? await playedWay(tools, account) : undefined;
  const spoken = played?.account ?? account;
  const logger = hearing(onBody);
  if (leavesByOwn(spoken)) return { transport: await ownServer(tools, spoken, logger), isOwn: true };
  return { transport: played ? relayAt(played.url, { ...secrecy(true, false), logger }) : relay(tools, logger), isOwn: false };
}

/** Whether its mail would be captured without any sandbox: there is no way out at all. */
export const staysHere = (account: Account<EmailSettings>, tools: Tools): boolean => !leavesByOwn(account) && isCapturing(tools);

export const isCapturing = (tools: Tools): boolean => config.of({ tools }).smtpRelay === '';

/** Code in the vendor register of whoever carries mail: null when it stays on this machine. */
export function carrier(tools: Tools): string | null {
  const host = relayHost(tools);
  return host === undefined || isThisMachine(host) ? null : 'smtp-relay';
}

/** Connects and signs in without sending; throws what nodemailer, or the way to the mailbox's own server, throws. */
export async function tryWayOut(account: Account<EmailSettings>, tools: Tools): Promise<void> {
  const { transport } = await wayOut(account, tools);
  try {
    await transport.verify();
  } finally {
    transport.close();
  }
}

/** Host and port of the relay for people, without its secrets; undefined while capturing. */
export function relayHost(tools: Tools): string | undefined {
  const { smtpRelay } = config.of({ tools });
  return smtpRelay === '' ? undefined : new URL(smtpRelay).hostname;
}

/** Whether a relay beyond this machine may be spoken to in the clear: an exception that the operator gave a reason for. */
export function mayBePlain(tools: Tools): boolean {
  const { smtpRelay, smtpRelayPlainReason } = config.of({ tools });
  return carrier(tools) !== null && !smtpRelay.startsWith('smtps:') && smtpRelayPlainReason.trim() !== '';
}

/** The library says in its log alone that the last byte of a body is out; what else it says there is dropped. */
function hearing(onBody: () => void): MailLog {
  const drop = () => undefined;
  const info = (said: unknown) => {
    if ((said as { tnx?: unknown } | undefined)?.tnx === 'message') onBody();
  };
  return { level: drop, trace: drop, debug: drop, info, warn: drop, error: drop, fatal: drop };
}

const relay = (tools: Tools, logger: MailLog) =>
  relayAt(config.of({ tools }).smtpRelay, { ...secrecy(carrier(tools) === null, mayBePlain(tools)), logger });
const relayAt = (url: string, how: ReturnType<typeof secrecy> & { readonly logger: MailLog }) =>
  createTransport({ url, ...patience, ...how });

/** On this machine nobody is in between, and its certificate names nobody. Elsewhere TLS with a certificate that holds, or by the exception whatever there is. */
export function secrecy(isHere: boolean, isPlainAllowed: boolean) {
  return {
    disableFileAccess: true,
    disableUrlAccess: true,
    requireTLS: !isHere && !isPlainAllowed,
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: !isHere && !isPlainAllowed },
  } as const;
}
