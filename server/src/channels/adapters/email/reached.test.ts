import { expect, test } from 'vitest';
import { type Config, config } from '#kit/config';
import type { Tools } from '#kit/tool';
import { reachedByMail } from './reached.ts';
import type { EmailSettings } from './settings.ts';

const by = (settings: object, smtpRelay = '') => {
  const tools: Tools = new Map();
  config.set(tools, { smtpRelay } as Config);
  return reachedByMail(settings as EmailSettings, tools);
};
const topic = 'arn:aws:sns:eu-west-1:123456789012:mail';
const mailbox = { feed: 'imap', signIn: 'password', keeperName: 'Keeper', keeperCode: 'mailbox-keeper', keeperRegion: 'DE' };

test.each<[string, object, string, object[]]>([
  ['a relay whose host names its region', { feed: 'smtp' }, 'smtps://smtp.mailgun.org:465', [{ recipient: 'smtp-relay', region: 'US' }]],
  ['one in the Union', { feed: 'smtp' }, 'smtps://u:p@smtp.eu.mailgun.org:465', [{ recipient: 'smtp-relay', region: 'EU' }]],
  ['one that names none', { feed: 'smtp' }, 'smtps://relay.example.com:465', []],
  ['one on this machine', { feed: 'smtp' }, 'smtp://localhost:25', []],
  ['whoever posts mail by a topic', { feed: 'webhook', postedBy: 'ses', hookTopic: topic }, '', [{ recipient: 'ses', region: 'IE' }]],
  ['whoever posts mail from nobody knows where', { feed: 'webhook', postedBy: 'mailgun' }, '', []],
  ['a mailbox, by what was entered', { ...mailbox, host: 'imap.example.com' }, '', [{ recipient: 'mailbox-keeper', region: 'DE' }]],
  [
    'a mailbox, by its hosts',
    { ...mailbox, host: 'imap.mail.us-east-1.amazonaws.com', leavesBy: 'account', submitHost: 'smtp.mail.eu-west-1.amazonaws.com' },
    'smtps://smtp.mailgun.org:465',
    ['US', 'IE'].map((region) => ({ recipient: 'mailbox-keeper', region })),
  ],
  ['a provider that signs in for us', { ...mailbox, signIn: 'google', host: 'imap.gmail.com' }, '', []],
  ['what is played', { feed: 'smtp', played: true }, 'smtps://smtp.mailgun.org:465', []],
])('%s', (_what, settings, relay, found) => expect(by(settings, relay)).toEqual(found));
