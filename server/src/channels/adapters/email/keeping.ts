// Who posts mail, and the relay, are asked to forget nothing: what they publish of keeping mail is what the certificate of an erasure can say of them (Art. 17(1), 19).
import type { Tools } from '#kit/tool';
import type { Keeping } from '../../described.ts';
import { feedOf, keeperOf } from './feed.ts';
import { isOwnWayOut } from './outgoing/own-server.ts';
import { carrier } from './outgoing/relay.ts';
import type { EmailSettings } from './settings.ts';

/** By the code of the register: the poster, where one posts, and the relay, where mail leaves by it. */
export function keepingOfMail(settings: EmailSettings, tools: Tools): readonly Keeping[] {
  if (settings.played) return [];
  const relay = isOwnWayOut(settings) ? null : carrier(tools);
  const poster = feedOf(settings) === 'webhook' ? keeperOf(settings) : undefined;
  const publishes = poster === undefined ? undefined : ofPosters.find((code) => code === poster.code);
  return [
    ...(relay === null ? [] : [{ recipient: relay, publishes: 'relay' as const, published: relayed }]),
    ...(publishes === undefined ? [] : [{ recipient: publishes, publishes, published: posted[publishes] }]),
  ];
}

const relayed =
  'It is the relay by which mail leaves this Parley: what it keeps in its queue and its logs, and how long, whoever runs it has set. No period is published.';

// help.mailgun.com, "Adjusting a domain's message retention settings", and "Events"; help.twilio.com, "Data Retention and Deletion in Twilio Products", and "Inbound Email Parse Webhook";
// postmarkapp.com, "How long are Inbound and Outbound messages stored in activity?"; docs.aws.amazon.com, "Amazon SNS message delivery retries"
const ofPosters = ['mailgun', 'sendgrid', 'postmark', 'ses'] as const;
const posted: Readonly<Record<(typeof ofPosters)[number], string>> = {
  mailgun:
    'Mailgun says that it keeps mail for as long as the domain is set to, for seven days at most, and what happened with it for three days at least.',
  sendgrid:
    'SendGrid says that it keeps the words of a mail until it is handed in, for three days at most, most of the rest for 37 days, and some events without words under a pseudonym for up to a year.',
  postmark:
    'Postmark says that it keeps mail, and what happened with it, for 45 days, or for as long as the account is set to, between 7 and 365 days.',
  ses: 'Amazon publishes no period for mail that SES takes in; it says that SNS tries to hand it in for an hour at most, and discards it then, unless a queue for what failed is attached.',
};
