// What a provider's own webhooks tell of mail that left, each at the address at which it hands mail in: a complaint and an unsubscribe are withdrawals (Art. 7(3), 21(2)), and what was given up is a
// bounce. In the shapes that Mailgun (Webhook Payloads), SendGrid (Event Webhook Reference) and Postmark (Bounce, Spam complaint, Subscription change webhook) publish; anything else is let pass.
import { log } from '#kit/log';
import type { Tools } from '#kit/tool';
import type { Account } from '../../../adapter.ts';
import { type Loose, momentOf, obj, str } from '../../meta/loose.ts';
import { isOwnId, ownIdsIn } from '../addresses.ts';
import { hooks } from '../hooks.ts';
import { tellNews } from '../incoming/accept.ts';
import { meaning, type News } from '../mime/report.ts';
import type { EmailSettings } from '../settings.ts';
import { messageField } from './message-field.ts';
import type { Poster } from './settings.ts';

type What = Pick<News, 'kind' | 'because' | 'words'>;
/** `names`: what may hold our id or our Message-ID. */
export type Event = What & Pick<News, 'happenedAt'> & { readonly names: readonly string[] };

/** Passes on what they tell of mails of this company, whichever of its inboxes they left from: a provider calls one address for a domain. Durable when it resolves; repeating it is harmless. */
export async function hearEvents(tools: Tools, account: Account<EmailSettings>, by: Poster, told: readonly Loose[]): Promise<void> {
  const lent = hooks.of({ tools });
  const events = told.flatMap((each) => readEvent(by, each) ?? []);
  const others = events.length > 0 ? ((await lent.siblings(account)) as Account<EmailSettings>[]) : [];
  const accounts = [account, ...others.filter(({ inbox }) => inbox !== account.inbox)];
  let known = 0;
  for (const event of events)
    for (const each of accounts) {
      const ids = idsIn(event, each.settings.address);
      if (ids.length === 0 || (await tellNews(lent, each, { ...event, ids })) !== 'news') continue;
      known += 1;
      break;
    }
  log.of({ tools })('info', 'mail.events-heard', { inbox: account.inbox, told: told.length, known });
}

const idsIn = ({ names }: Event, address: string): string[] => [
  ...new Set([...names.filter(isOwnId), ...ownIdsIn(names.map((name) => `<${name.replace(/^<|>$/g, '')}>`).join('\n'), address)]),
];

/** An event in our words; undefined for one that asks for nothing here. Pure. */
export const readEvent = (by: Poster, event: Loose): Event | undefined => reads[by]?.(event);

const complained: What = { kind: 'complained', because: 'complained', words: 'The recipient marked the mail as unwanted.' };
const unsubscribed: What = { kind: 'unsubscribed', because: 'unsubscribed', words: 'The recipient unsubscribed at the mail provider.' };
const bounced = (...texts: readonly unknown[]): What => ({ kind: 'failed', ...meaning(statusIn(texts)) });
/** The provider sends nothing to this address any more, for what it knows of it. A no that it heard of another mail is one to advertising, whatever this one was about. */
const heldBack = (reason: 'opted-out-of-advertising' | 'address-held-back'): What => ({
  kind: 'failed',
  because: reason,
  words: 'The mail provider holds back what goes to this address: mail to it came back, or was unwanted.',
});

const reads: Readonly<Partial<Record<Poster, (event: Loose) => Event | undefined>>> = { mailgun, sendgrid, postmark };

function mailgun(event: Loose): Event | undefined {
  const what = ofMailgun(event);
  const names = [str(obj(obj(event['message'])['headers'])['message-id'])];
  return what && { ...what, happenedAt: inSeconds(event['timestamp']), names };
}

function ofMailgun(event: Loose): What | undefined {
  const kind = str(event['event']);
  if (kind === 'complained') return complained;
  if (kind === 'unsubscribed') return unsubscribed;
  if (kind !== 'failed' || event['severity'] !== 'permanent') return undefined; // the server goes on trying, and tells again
  const [status, reason] = [obj(event['delivery-status']), str(event['reason'])];
  if (reason === 'suppress-complaint' || reason === 'suppress-unsubscribe') return heldBack('opted-out-of-advertising');
  if (reason === 'suppress-bounce') return heldBack('address-held-back');
  return bounced(status['enhanced-code'], status['message'], status['description']);
}

function sendgrid(event: Loose): Event | undefined {
  const what = ofSendGrid(event);
  return what && { ...what, happenedAt: inSeconds(event['timestamp']), names: [str(event['smtp-id'])] };
}

function ofSendGrid(event: Loose): What | undefined {
  const [kind, reason] = [str(event['event']), str(event['reason'])];
  if (kind === 'spamreport') return complained;
  if (kind === 'unsubscribe' || kind === 'group_unsubscribe') return unsubscribed;
  if (kind === 'bounce') return bounced(event['status'], reason); // also of the type `blocked`: it is not tried again
  if (kind !== 'dropped') return undefined;
  if (reason === 'Spam Reporting Address' || reason === 'Unsubscribed Address') return heldBack('opted-out-of-advertising');
  return reason === 'Bounced Address' || reason === 'Invalid' ? heldBack('address-held-back') : rejected;
}
const rejected: What = { kind: 'failed', because: 'rejected', words: 'The relay refused the message for good.' };

/** It writes a Message-ID of its own: ours goes along as metadata, and comes back. */
function postmark(event: Loose): Event | undefined {
  const what = ofPostmark(event);
  const named = Object.entries(obj(event['Metadata'])).filter(([name]) => name.toLowerCase() === messageField); // the case of a header's name may change on its way
  const happenedAt = momentOf(Date.parse(str(event['BouncedAt'] ?? event['ChangedAt'])));
  return what && { ...what, happenedAt, names: named.map(([, value]) => str(value)) };
}

function ofPostmark(event: Loose): What | undefined {
  const [record, type] = [str(event['RecordType']), str(event['Type'])];
  if (record === 'SpamComplaint') return complained;
  if (record === 'Bounce')
    return type === 'HardBounce' || type === 'BadEmailAddress' ? bounced(event['Details'], event['Description']) : undefined;
  const isNo = record === 'SubscriptionChange' && event['SuppressSending'] === true && event['Origin'] === 'Recipient';
  if (!isNo) return undefined; // also what a colleague set there, or took back
  return { ManualSuppression: unsubscribed, SpamComplaint: complained }[str(event['SuppressionReason'])];
}

const inSeconds = (seconds: unknown): Date | undefined => momentOf(Number(seconds) * 1_000);

/** The first status of RFC 3463 that one of them names; else one of a bounce without a reason. */
const statusIn = (texts: readonly unknown[]): string =>
  /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(texts.map((text) => str(text).slice(0, 2_000)).join('\n'))?.[0] ?? '5.0.0';
