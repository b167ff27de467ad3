// Where mail is posted, and what became of mail that left: `POST /hooks/mail/KEY` (or `…/mime`, which Mailgun wants). Nothing counts before the poster is proved, and 200 leaves after the mail is durable. What will never fit is
// answered so that the poster does not try again; a fault of ours so that it does.
import { log } from '#kit/log';
import { clock } from '#kit/pool';
import type { Asked, Protocol, Told } from '#kit/protocol';
import type { Tools } from '#kit/tool';
import type { Account } from '../../../adapter.ts';
import { forProviders } from '../../hook-pace.ts';
import { readRecipient } from '../addresses.ts';
import { feedOf } from '../feed.ts';
import { hookPrefix, hooks } from '../hooks.ts';
import { type NotTaken, takeHanded } from '../incoming/handed.ts';
import type { EmailSettings } from '../settings.ts';
import { hearEvents } from './events.ts';
import { type Proof, proofOf } from './proofs.ts';
import { hearSes } from './ses.ts';
import type { PostedSettings, Poster } from './settings.ts';
import { isOwnToken } from './tokens.ts';

type PostedAccount = Account<EmailSettings & PostedSettings>;

export const postedMail: Protocol = {
  prefix: hookPrefix,
  bodyLimitBytes: 40_000_000, // what the largest of them posts, as a form or as JSON
  ...forProviders,
  knock,
  answer: handIn,
  refuse: (status) =>
    problem(
      status,
      { 413: 'The body is larger than 40 MB.', 503: 'Too many calls at once: hand it in again in a moment.' }[status] ?? 'Not taken.',
    ),
};

const path = /^\/([0-9a-f]{40})(?:\/mime)?$/;
/** By these a poster gives up; others it tries again. */
const never: Readonly<Record<Poster, number>> = { standard: 422, mailgun: 406, sendgrid: 422, postmark: 403, ses: 422 };
const why: Readonly<Record<NotTaken | 'unreadable', string>> = {
  'too-large': 'This mail is larger than accepted here.',
  'file-too-large': 'A file in this mail is larger than accepted here.',
  circles: 'This mail goes in circles.',
  'from-us': 'This mail is from the address of this inbox itself and names nobody else to answer (Reply-To).',
  'no-author': 'This mail names nobody who wrote it.',
  'foreign-news': 'This tells of a mail that did not leave here.',
  'unknown-recipient': 'No inbox here has the address that this mail was sent to: name it in a line Delivered-To, To or Cc.',
  unreadable: 'There is no whole mail in this: have the raw MIME message posted.',
};

async function accountFor(tools: Tools, at: string): Promise<PostedAccount | undefined> {
  const account = (await hooks.of({ tools }).accountAt(path.exec(at)?.[1] ?? '')) as Account<EmailSettings> | undefined;
  return account && feedOf(account.settings) === 'webhook' ? (account as PostedAccount) : undefined;
}

/** Forty megabytes are read only for an inbox that is there. */
async function knock(tools: Tools, asked: Pick<Asked, 'method' | 'path'>): Promise<Told | undefined> {
  if (!path.test(asked.path)) return problem(404, 'No inbox is here.');
  if (asked.method !== 'POST') return { ...problem(405, 'Only POST is heard here.'), headers: { ...asProblem, allow: 'POST' } };
  return (await accountFor(tools, asked.path)) ? undefined : problem(404, 'No inbox is here.');
}

async function handIn(tools: Tools, asked: Asked): Promise<Told> {
  const account = await accountFor(tools, asked.path);
  if (!account) return problem(404, 'No inbox is here.'); // closed meanwhile
  const { settings, workspace, inbox } = account;
  const posted = settings.postedBy === 'ses' ? await ses(tools, account, asked) : proofOf(settings, asked, clock.of({ tools })());
  if ('status' in posted) return posted;
  const isProved =
    'raw' in posted
      ? posted.token === undefined || (await isOwnToken(tools, account, posted.token, posted.raw))
      : posted.refused !== 'unproved';
  if (!isProved) {
    log.of({ tools })('warn', 'mail.webhook-refused', { workspace, inbox });
    return problem(401, 'The signature, its time, or the password is not right.');
  }
  const refuse = (because: NotTaken | 'unreadable'): Told => {
    log.of({ tools })('warn', 'mail.webhook-refused', { workspace, inbox, because });
    return problem(because === 'too-large' && settings.postedBy === 'standard' ? 413 : never[settings.postedBy], why[because]);
  };
  if (!('raw' in posted)) return refuse('unreadable');
  if ('events' in posted) {
    await hearEvents(tools, account, settings.postedBy, posted.events);
    return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ fate: 'news' }), workspace };
  }
  const recipient = mainOf(posted.recipients ?? [], settings.address);
  const handed = { raw: posted.raw, sender: posted.sender, recipient, isOurs: settings.postedBy !== 'standard', trusted: '' };
  const taken = await takeHanded(tools, hooks.of({ tools }), account, handed);
  if ('refused' in taken) return refuse(taken.refused);
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ fate: taken.fate }), workspace };
}

async function ses(tools: Tools, account: PostedAccount, asked: Asked): Promise<Proof | Told> {
  const heard = await hearSes(tools, account, asked);
  return typeof heard === 'string' ? { refused: heard } : heard;
}

/** The recipient that is this inbox, before all the one that leads an answer back; where none is, the first: an address of the provider's, to which it was forwarded. */
function mainOf(recipients: readonly string[], address: string): string | undefined {
  const own = recipients.filter((each) => readRecipient(each)?.base === address);
  return own.find((each) => readRecipient(each)?.replyToken !== undefined) ?? own[0] ?? recipients[0];
}

const asProblem = { 'content-type': 'application/problem+json' };
const problem = (status: number, detail: string): Told => ({
  status,
  headers: asProblem,
  body: JSON.stringify({ type: 'about:blank', status, title: detail }),
});
