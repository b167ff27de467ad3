// How mail comes into an inbox: by our own mail server, from a mailbox that lies elsewhere (IMAP), or posted by a provider. And how it leaves: by the operator's relay, or by the
// server that belongs to the mailbox.
import { randomBytes } from 'node:crypto';
import Type from 'typebox';
import { Problem } from '#kit/problem';
import type { Settings } from '../../adapter.ts';
import type { Carrier } from '../../carrier.ts';
import { completeMailbox, type MailboxSettings, mailboxSecrets, mailboxSettings } from './mailbox/settings.ts';
import { completePosted, type PostedSettings, postedCarrier, postedSecrets, postedSettings } from './posted/settings.ts';

export type Feed = 'smtp' | 'imap' | 'webhook';
export type FeedSettings = Settings & {
  /** Left out in accounts of before there was a choice. */
  readonly feed?: Feed;
  /** Since when a mailbox feeds the inbox, as ISO 8601: what came before was not sent to us. */
  readonly since?: string;
  /** Stands in the address of the webhook. */
  readonly key?: string;
} & Partial<MailboxSettings> &
  Partial<PostedSettings>;
/** What was typed, or else what is set, without blanks around it. */
export type Typed = (name: string) => string;

const most = { text: 300, key: 40 };
export const feedSettings = {
  feed: Type.Optional(Type.Enum(['smtp', 'imap', 'webhook'], { description: 'How mail comes in' })),
  ...mailboxSettings,
  ...postedSettings,
};
export const feedSecrets = [...mailboxSecrets, ...postedSecrets];

export const feedOf = (settings: FeedSettings): Feed => settings.feed ?? 'smtp';

/** Tidies what was typed about the way in; what belongs to another way is forgotten, its secrets first of all. Throws Problem `invalid`. */
export function completeFeed(
  given: Settings,
  before: FeedSettings | undefined,
  address: string,
  inside: readonly string[],
  now: Date,
): FeedSettings {
  const typed: Typed = (name) => {
    const value = given[name] ?? before?.[name] ?? '';
    return (typeof value === 'string' || typeof value === 'number' ? String(value) : '').trim();
  };
  const feed = (typed('feed') || 'smtp') as Feed;
  const since = before?.feed === 'imap' ? before.since : now.toISOString();
  if (feed === 'imap') return { feed, ...(since && { since }), ...completeMailbox(typed, address, inside, before) };
  if (feed === 'webhook') return { feed, key: before?.key ?? randomBytes(most.key / 2).toString('hex'), ...completePosted(typed, before) };
  return { feed };
}

/** Who keeps the mail, or posts it, besides whoever carries what is sent: a recipient of personal data (Art. 4(9), 28). */
export function keeperOf(settings: FeedSettings): Carrier | undefined {
  if (feedOf(settings) === 'webhook') return postedCarrier(settings);
  if (feedOf(settings) !== 'imap') return undefined;
  const name = settings.keeperName ?? '';
  const code = settings.keeperCode ?? '';
  return code === ''
    ? undefined
    : { code, name, service: 'Keeps the mailbox that mail is fetched from', region: settings.keeperRegion ?? '' };
}

export const invalid = (field: string, message: string): Problem =>
  new Problem('invalid', { fields: [{ path: `settings/${field}`, message }] });
