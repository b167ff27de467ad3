// Email: a mail server of our own for what comes in, the company's relay (or a capture in memory) for what goes out.
import { config } from '#kit/config';
import { opensDoors } from '#kit/doors';
import type { Tools } from '#kit/tool';
import type { Adapter } from '../../adapter.ts';
import { messageIdOf } from './addresses.ts';
import { forgetGoneMail, listCaptured } from './captured.ts';
import { startReceiver } from './incoming/receiver.ts';
import { recordPlainRelay, relayCheck } from './outgoing/plain-relay.ts';
import { carrier, sendMail } from './outgoing/relay.ts';
import { completeSettings, describeSettings, type EmailSettings, entrancesOf, settingsSchema } from './settings.ts';
import { testMail } from './test-channel.ts';

export const email: Adapter<EmailSettings> = {
  name: 'email',
  reaches: 'email',
  capabilities: { subject: true, html: true, attachments: true, maxBytes: 20_000_000, repeatable: true },
  settings: settingsSchema,
  secrets: ['dkimPrivateKey'],
  complete: (settings, before) => completeSettings(settings, before),
  recipient: (_, tools) => carrier(tools),
  entranceKind: 'mailbox',
  entrances: entrancesOf,
  describe: (account) => describeSettings(account.settings),
  externalId: (account, id) => messageIdOf(account.settings.address, id),
  send: sendMail,
  test: testMail,
  async start(tools, hooks) {
    checkRelay(tools);
    await recordPlainRelay(tools);
    return opensDoors(tools) ? startReceiver(tools, hooks) : undefined;
  },
  routes: [listCaptured],
  clocks: [forgetGoneMail],
  checks: [relayCheck],
};

function checkRelay(tools: Tools): void {
  const { smtpRelay } = config.of({ tools });
  if (smtpRelay !== '' && !/^smtps?:$/.test(URL.parse(smtpRelay)?.protocol ?? ''))
    throw new Error('PARLEY_SMTP_RELAY must look like smtp://user:password@relay.example.com:587');
}
