// Mails about our mails: bounces (RFC 3464), with or without a proper report, complaints (ARF, RFC 5965), and mails that unsubscribe (RFC 2369).
// Words are ours; a server's text may quote a person.
import { ownIdsIn, type Recipient } from '../addresses.ts';
import type { Mail } from './read.ts';

export type News = {
  /** `failed` for good, `delayed` for now, `arrived`; `complained` and `unsubscribed`: the recipient wants no more of this. */
  readonly kind: 'failed' | 'delayed' | 'arrived' | 'complained' | 'unsubscribed';
  readonly because: string;
  readonly words: string;
  /** Our ids it may speak of, best first. */
  readonly ids: readonly string[];
  /** When a person wrote it, where it is a word of theirs and no report; null where nobody can tell. */
  readonly saidAt?: Date | null;
  /** When it happened, by the clock of a provider that says so; it may tell it late, and again. */
  readonly happenedAt?: Date | undefined;
};

const maxText = 200_000;
const reasons: readonly (readonly [RegExp, string, string])[] = [
  [/^[45]\.1\.[0-46]|^[45]\.2\.1/, 'unknown-address', 'This address does not exist (any more).'],
  [/^[45]\.2\.2/, 'mailbox-full', 'The mailbox is full.'],
  [/^[45]\.(?:2\.3|3\.4)/, 'too-large', 'The mail is larger than the mailbox accepts.'],
  [/^[45]\.7\./, 'blocked', 'The mail server of the recipient refused it (policy or spam filter).'],
  [/^[45]\.4\./, 'unreachable', 'The mail server of the recipient could not be reached.'],
];

/** What a status code of RFC 3463 means, as a code of ours and words for an agent. */
export function meaning(status: string): { because: string; words: string } {
  const found = reasons.find(([form]) => form.test(status));
  return found ? { because: found[1], words: found[2] } : { because: 'bounced', words: 'The mail server of the recipient returned it.' };
}

/** What a mail says about mails of this inbox; undefined when it is no such thing. `about` comes from the recipient address it was sent to. */
export function newsIn(mail: Mail, address: string, envelopeSender: string, about: Recipient['about']): News | undefined {
  if (about?.what === 'unsubscribe')
    return {
      kind: 'unsubscribed',
      because: 'unsubscribed',
      words: 'The recipient unsubscribed by mail.',
      ids: [about.id],
      saidAt: writtenAt(mail),
    };
  const kind = mail.header('content-type')?.toLowerCase() ?? '';
  const ids = [...new Set([...(about ? [about.id] : []), ...ownIdsIn(wholeText(mail), address)])];
  const feedback = partText(mail, 'message/feedback-report');
  if (feedback !== undefined) {
    const type = /^feedback-type:\s*([a-z-]+)/im.exec(feedback)?.[1]?.toLowerCase();
    return type === 'not-spam'
      ? undefined
      : { kind: 'complained', because: 'complained', words: 'The recipient marked the mail as unwanted.', ids };
  }
  const status = partText(mail, 'message/delivery-status');
  if (status !== undefined) return deliveryStatus(status, ids);
  if (kind.includes('multipart/report') && kind.includes('disposition-notification')) return undefined;
  const returned = envelopeSender === '' || /^(?:mailer-daemon|postmaster)@/.test(mail.from.address ?? '');
  const looksBounced =
    about !== undefined ||
    mail.header('x-failed-recipients') !== undefined ||
    /^(?:mailer-daemon|postmaster)@/.test(mail.from.address ?? '');
  if (!returned || !looksBounced || ids.length === 0 || isAutoReply(mail)) return undefined;
  const code = /\b[45]\.\d{1,2}\.\d{1,2}\b/.exec(mail.text.slice(0, maxText))?.[0] ?? '5.0.0';
  return { kind: code.startsWith('4') ? 'delayed' : 'failed', ...meaning(code), ids };
}

function writtenAt(mail: Mail): Date | null {
  const at = Date.parse(mail.header('date')?.slice(0, 100) ?? '');
  return Number.isNaN(at) ? null : new Date(at);
}

function deliveryStatus(report: string, ids: readonly string[]): News | undefined {
  const field = (name: string) => new RegExp(`^${name}:\\s*(.{0,200})`, 'im').exec(report)?.[1]?.trim().toLowerCase();
  const action = field('action')?.split(/\s/)[0];
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(field('status') ?? '')?.[0] ?? '5.0.0';
  if (action === 'failed') return { kind: 'failed', ...meaning(status), ids };
  if (action === 'delayed') return { kind: 'delayed', ...meaning(status), ids };
  if (action === 'delivered') return { kind: 'arrived', because: 'delivered', words: 'Delivered.', ids };
  return action === undefined && status.startsWith('5')
    ? { kind: 'failed', ...meaning(status), ids }
    : { kind: 'delayed', ...meaning(status), ids };
}

const isAutoReply = (mail: Mail): boolean =>
  mail.header('auto-submitted')?.toLowerCase().startsWith('auto-replied') === true && mail.header('x-failed-recipients') === undefined;

function partText(mail: Mail, type: string): string | undefined {
  return mail.parts
    .find((part) => part.type === type)
    ?.bytes.subarray(0, maxText)
    .toString('latin1');
}

/** Text of the mail with the headers it returned: where our Message-ID stands. */
function wholeText(mail: Mail): string {
  const returned = mail.parts.filter((part) => /^(?:message\/|text\/rfc822)/.test(part.type)).slice(0, 5);
  const ids = (part: { bytes: Buffer }) =>
    part.bytes
      .subarray(0, maxText)
      .toString('latin1')
      .replace(/^(?:references|in-reply-to):.*(?:\r?\n[ \t].*)*/gim, '');
  return [...returned.map(ids), mail.text.slice(0, maxText), ...mail.answers].join('\n');
}
