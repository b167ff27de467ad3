// Why an address could not be set at a provider, in words for whoever set the channel up; nothing that the provider said is in them.
import type { PostedSettings } from '../settings.ts';

/** What came of it; `settings` is what the provider made for it, to be kept. */
export type Told = { readonly words: string; readonly settings?: Partial<PostedSettings> | undefined };
/** What stands there: whether mail is handed in, and whether it is told what became of mail that left. */
export type Look = { readonly handsIn: boolean; readonly tells: boolean };

export const done =
  'Done: what is mailed to the address is posted here from now on, with the news of who complains, unsubscribes or cannot be reached.';

const why = {
  'mailgun-away': 'Mailgun cannot be reached from here.',
  'mailgun-refused': 'Mailgun does not accept the API key: look at the key, and at the region of the account.',
  'mailgun-domain': 'Mailgun lets us in, but does not know the domain in this account: enter the one that is set up there.',
  'mailgun-full': 'The route is set. But Mailgun has three addresses for its webhooks already, and takes no more: remove one there.',
  'mailgun-fault': 'Mailgun answered with a fault. Please try again.',
  'sendgrid-away': 'SendGrid cannot be reached from here.',
  'sendgrid-refused':
    'SendGrid does not accept the API key for its webhooks: look at the key, its permissions, and the region of the account.',
  'sendgrid-domain': 'SendGrid lets us in, but takes no mail for the domain: authenticate it there first, or enter another that is.',
  'sendgrid-events': 'Inbound Parse is set. But SendGrid refused the Event Webhook: your plan may allow no further one.',
  'sendgrid-taken': 'SendGrid posts what comes to this domain to another inbox of yours: give this one a domain of its own there.',
  'sendgrid-elsewhere':
    'SendGrid posts what comes to this domain to another address already: remove its setting there first, or use another domain.',
  'sendgrid-fault': 'SendGrid answered with a fault. Please try again.',
  'postmark-away': 'Postmark cannot be reached from here.',
  'postmark-refused': 'Postmark does not accept the token: it is that of the server, not of the account.',
  'postmark-address': 'Postmark refused the address: it must be reached from outside by https.',
  'postmark-taken': 'This server of Postmark posts to another inbox of yours, and knows one address: use another server for this one.',
  'postmark-elsewhere':
    'This server of Postmark posts to another address already: remove it there first, or use another server for this one.',
  'postmark-fault': 'Postmark answered with a fault. Please try again.',
} as const;
export type Why = keyof typeof why;

/** Ends it, with its reason. */
export const stop = (code: Why): Error => Object.assign(new Error(code), { why: why[code] });

/** The reason of what `stop` made; undefined for any other error. */
export const whyOf = (error: unknown): string | undefined => {
  const { why: words } = error as { why?: unknown };
  return typeof words === 'string' ? words : undefined;
};
