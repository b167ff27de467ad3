// By what each poster proves that it is the one, and the mail in its words. Nothing of a body is read before that is found right, but for the fields that the proof itself stands in.
import { createHash, createHmac, timingSafeEqual, verify } from 'node:crypto';
import type { Asked } from '#kit/protocol';
import { isSigned } from '../../custom/signature.ts';
import { type Loose, list, obj, str } from '../../meta/loose.ts';
import { fieldsOf, textOf } from './fields.ts';
import { type PostedSettings, type Poster, publicKeysIn } from './settings.ts';

export type Posted = {
  readonly raw: Buffer;
  /** MAIL FROM and RCPT TO, where the poster tells them. */
  readonly sender?: string;
  readonly recipients?: readonly string[];
  /** What proved it and must not count again for something else. */
  readonly token?: string;
};
/** What the poster tells of mails that left, in its own words, instead of one that came in. */
export type PostedEvents = { readonly raw: Buffer; readonly events: readonly Loose[]; readonly token?: string };
/** `unproved`: whoever it was; `unreadable`: proved, but without a whole mail or an event in it. */
export type Proof = Posted | PostedEvents | { readonly refused: 'unproved' | 'unreadable' };
type Read = (settings: PostedSettings, asked: Asked, now: Date) => Proof;

const mostEventBytes = 4_000_000; // as JSON; SendGrid tells of many at once
const aheadSeconds = 300;
/** Mailgun tries again for eight hours, SendGrid for three days, and neither says that it signs anew: what is signed is bound to what came with it. */
const oldestSeconds = { mailgun: 12 * 3_600, sendgrid: 4 * 86_400 };

/** RFC 5322, as it lies in the body, signed by Standard Webhooks. */
const standard: Read = ({ hookSecret }, asked, now) => {
  const header = (name: string) => asked.header(`webhook-${name}`) ?? '';
  const signed = { id: header('id'), timestamp: header('timestamp'), signature: header('signature') };
  if (!isSigned([hookSecret], signed, asked.body, now)) return { refused: 'unproved' };
  if (!/^message\/rfc822\b/i.test(asked.header('content-type') ?? '') || asked.body.length === 0) return { refused: 'unreadable' };
  return { raw: asked.body, token: signed.id };
};

/** A route that forwards to an address ending in `mime`, and its webhooks: HMAC-SHA256 over timestamp and token, which say nothing of what is beside them. */
const mailgun: Read = (settings, asked, now) => {
  if (isJson(asked)) return mailgunEvent(settings, asked, now);
  const fields = fieldsOf(asked.header('content-type'), asked.body);
  if (!fields) return { refused: 'unproved' };
  const token = textOf(fields, 'token');
  const given = { timestamp: textOf(fields, 'timestamp'), token, signature: textOf(fields, 'signature') };
  if (!isSignedByMailgun(settings, given, now)) return { refused: 'unproved' };
  const raw = fields.get('body-mime');
  if (!raw || raw.length === 0) return { refused: 'unreadable' };
  return { raw, sender: textOf(fields, 'sender'), recipients: textOf(fields, 'recipient').split(',', 20), token };
};

/** The same proof in JSON, beside what it tells. */
function mailgunEvent(settings: PostedSettings, { body }: Asked, now: Date): Proof {
  const told = body.length > mostEventBytes ? undefined : json(body.toString('utf8'));
  const signed = obj(told?.['signature']);
  const given = { timestamp: str(signed['timestamp']), token: str(signed['token']), signature: str(signed['signature']) };
  if (!isSignedByMailgun(settings, given, now)) return { refused: 'unproved' };
  const event = obj(told?.['event-data']);
  return event['event'] === undefined ? { refused: 'unreadable' } : { raw: body, events: [event], token: given.token };
}

function isSignedByMailgun({ hookSecret }: PostedSettings, given: Record<'timestamp' | 'token' | 'signature', string>, now: Date): boolean {
  const { timestamp, token, signature } = given;
  const expected = createHmac('sha256', hookSecret).update(`${timestamp}${token}`).digest();
  const isRight = /^[0-9a-f]{64}$/i.test(signature) && timingSafeEqual(expected, Buffer.from(signature, 'hex'));
  return isRight && token !== '' && isOfNow(timestamp, now, oldestSeconds.mailgun);
}

/** Inbound Parse with "POST the raw, full MIME message": ECDSA over timestamp and body, or a password in the address where no key is set. */
const sendgrid: Read = (settings, asked, now) => {
  const isRight =
    settings.hookKey === ''
      ? knowsPassword(settings, asked)
      : isSignedBySendGrid(settings, asked, now) || (now < passwordEnds(settings) && knowsPassword(settings, asked));
  if (!isRight) return { refused: 'unproved' };
  if (isJson(asked)) return sendgridEvents(asked);
  const fields = fieldsOf(asked.header('content-type'), asked.body);
  const raw = fields?.get('email');
  if (!fields || !raw || raw.length === 0) return { refused: 'unreadable' };
  const envelope = json(textOf(fields, 'envelope'));
  const to = Array.isArray(envelope?.['to']) ? envelope['to'].filter((each) => typeof each === 'string').slice(0, 50) : undefined;
  const from = envelope?.['from'];
  return { raw, ...(typeof from === 'string' && { sender: from }), ...(to && { recipients: to }) };
};

function sendgridEvents({ body }: Asked): Proof {
  const told = body.length > mostEventBytes ? undefined : parsed(body.toString('utf8'));
  return Array.isArray(told) ? { raw: body, events: list(told) } : { refused: 'unreadable' };
}

/** "Include raw email content in JSON payload"; Postmark signs nothing, so that a password stands in the address. */
const postmark: Read = (settings, asked) => {
  if (!knowsPassword(settings, asked)) return { refused: 'unproved' };
  const body = json(asked.body.toString('utf8'));
  const [raw, recipient] = [body?.['RawEmail'], body?.['OriginalRecipient']];
  if (body && raw === undefined && typeof body['RecordType'] === 'string') return { raw: asked.body, events: [body] };
  if (typeof raw !== 'string' || raw === '') return { refused: 'unreadable' };
  return { raw: Buffer.from(raw, 'utf8'), ...(typeof recipient === 'string' && recipient !== '' && { recipients: [recipient] }) };
};

const reads: Readonly<Record<Exclude<Poster, 'ses'>, Read>> = { standard, mailgun, sendgrid, postmark };

/** Who posted this, proved, and what. */
export const proofOf = (settings: PostedSettings, asked: Asked, now: Date): Proof =>
  settings.postedBy === 'ses' ? { refused: 'unproved' } : reads[settings.postedBy](settings, asked, now); // SES has its own proof (`ses.ts`), which asks for a certificate

/** What comes in and what is told of mail that left are signed by a key each. */
function isSignedBySendGrid({ hookKey }: PostedSettings, asked: Asked, now: Date): boolean {
  const timestamp = asked.header('x-twilio-email-event-webhook-timestamp') ?? '';
  const signature = Buffer.from(asked.header('x-twilio-email-event-webhook-signature') ?? '', 'base64');
  if (!isOfNow(timestamp, now, oldestSeconds.sendgrid)) return false;
  const signed = Buffer.concat([Buffer.from(timestamp), asked.body]);
  return publicKeysIn(hookKey).some((key) => verify('sha256', signed, key, signature));
}

const passwordEnds = ({ hookPasswordUntil, hookSecret }: PostedSettings): Date =>
  new Date(hookSecret === '' ? 0 : Date.parse(hookPasswordUntil ?? '') || 0);

/** Basic authentication (RFC 7617), compared over hashes, so that neither length nor beginning can be felt out. */
function knowsPassword({ hookSecret }: PostedSettings, asked: Asked): boolean {
  const [, given = ''] = /^basic ([a-z0-9+/=]{1,800})$/i.exec(asked.header('authorization') ?? '') ?? [];
  const pair = Buffer.from(given, 'base64').toString('utf8');
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return pair.includes(':') && timingSafeEqual(hash(pair.slice(pair.indexOf(':') + 1)), hash(hookSecret));
}

function isOfNow(timestamp: string, now: Date, oldest: number): boolean {
  const age = now.getTime() / 1000 - Number(timestamp);
  return /^\d{1,12}$/.test(timestamp) && age <= oldest && age >= -aheadSeconds;
}

const isJson = (asked: Asked): boolean => /^application\/json\b/i.test(asked.header('content-type') ?? '');

function json(text: string): Loose | undefined {
  const body = parsed(text);
  return body !== null && typeof body === 'object' && !Array.isArray(body) ? (body as Loose) : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
