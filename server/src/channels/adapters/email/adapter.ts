// Email: a mail server of our own, a mailbox elsewhere or a webhook for what comes in; the operator's relay, a capture in memory or the mailbox's own server for what goes out.
import { config } from '#kit/config';
import { opensDoors } from '#kit/doors';
import { insideHosts } from '#kit/outside';
import { clock } from '#kit/pool';
import type { Tools } from '#kit/tool';
import type { Adapter } from '../../adapter.ts';
import { showsNothing } from '../../signals/types.ts';
import { messageIdOf } from './addresses.ts';
import { feedOf, keeperOf } from './feed.ts';
import { hooks, hookUrl } from './hooks.ts';
import { startReceiver } from './incoming/receiver.ts';
import { keepingOfMail } from './keeping.ts';
import { forgetGrants } from './mailbox/access.ts';
import { agreeForChannel, askToAgree } from './mailbox/agree.ts';
import { forgetMails } from './mailbox/forget.ts';
import { mailboxHoldings } from './mailbox/holdings.ts';
import { closeMailboxes, hangUp, holdMailboxes } from './mailbox/mailboxes.ts';
import { accountName } from './mailbox/names.ts';
import { closePlayedMailboxes } from './mailbox/played.ts';
import { isMailbox } from './mailbox/stand.ts';
import { mailboxCheck, tellMailbox } from './mailbox/told.ts';
import { isOwnWayOut, paceOfOwn } from './outgoing/own-server.ts';
import { recordPlainRelay, relayCheck } from './outgoing/plain-relay.ts';
import { closePlayedRelays } from './outgoing/played.ts';
import { carrier, sendMail } from './outgoing/relay.ts';
import { isPostedBySettable, setAddress } from './posted/setting/set.ts';
import { forgetPostedTokens } from './posted/tokens.ts';
import { postedMail } from './posted/webhooks.ts';
import { reachedByMail } from './reached.ts';
import { emailSandbox, sandboxedMail } from './sandbox.ts';
import { completeSettings, describeSettings, type EmailSettings, entrancesOf, secretSettings, settingsSchema } from './settings.ts';
import { testMail } from './test-channel.ts';

export const email: Adapter<EmailSettings> = {
  name: 'email',
  reaches: 'email',
  capabilities: {
    subject: true,
    html: true,
    attachments: true,
    maxBytes: 20_000_000,
    repeatable: true,
    mayShowTwice: true,
    stopWords: 'vouched',
  },
  settings: settingsSchema,
  secrets: secretSettings,
  complete: (settings, before, tools) => completeSettings(settings, before, insideHosts(tools), clock.of({ tools })()),
  recipient: (settings, tools) => (settings.played ? null : isOwnWayOut(settings) ? (keeperOf(settings)?.code ?? null) : carrier(tools)),
  alsoCarriedBy: (settings) => [keeperOf(settings)].filter((keeper) => keeper !== undefined),
  keptBy: (settings) => (feedOf(settings) === 'imap' ? keeperOf(settings)?.code : undefined),
  handedInBy: keeperOf,
  reachedIn: reachedByMail,
  liesIn: (account, tools) => (isMailbox(account) ? accountName(tools, account) : undefined),
  entranceKind: 'mailbox',
  entrances: entrancesOf,
  describe: ({ settings }, tools) => ({
    ...describeSettings(settings),
    ...(feedOf(settings) === 'webhook' && settings.key && { webhook: hookUrl(tools, settings.key) }),
  }),
  stand: async (account, tools) => (isMailbox(account) ? tellMailbox(account, tools) : undefined),
  externalId: (account, id) => messageIdOf(account.settings.address, id),
  send: sendMail,
  campaigns: () => ({ may: true, form: 'mail', most: 10_000, counts: 'utf-16' }),
  pace: (settings) => (isOwnWayOut(settings) ? { account: paceOfOwn(settings) } : null), // a relay keeps a queue
  shows: () => showsNothing,
  sandboxed: sandboxedMail,
  hangUp,
  sandbox: emailSandbox,
  test: testMail,
  connect: async (account, tools, by) => (isPostedBySettable(account) ? setAddress(account, tools) : askToAgree(account, tools, by)),
  forget: async (account, ids, tools) => (isMailbox(account) ? forgetMails(account, ids, tools) : { gone: 0, left: [] }),
  forgetting: () => ({ what: 'mailbox', days: 0 }),
  keeping: keepingOfMail,
  async start(tools, given) {
    checkRelay(tools);
    await recordPlainRelay(tools);
    hooks.set(tools, given);
    const stop = opensDoors(tools) ? await startReceiver(tools, given) : undefined;
    return async () => {
      await closeMailboxes(tools);
      await closePlayedMailboxes(tools);
      await closePlayedRelays(tools);
      await stop?.();
    };
  },
  routes: [agreeForChannel],
  protocols: [postedMail],
  clocks: [holdMailboxes, forgetGrants, forgetPostedTokens],
  holdings: mailboxHoldings,
  checks: [relayCheck, mailboxCheck],
};

function checkRelay(tools: Tools): void {
  const { smtpRelay } = config.of({ tools });
  if (smtpRelay !== '' && !/^smtps?:$/.test(URL.parse(smtpRelay)?.protocol ?? ''))
    throw new Error('PARLEY_SMTP_RELAY must look like smtp://user:password@relay.example.com:587');
}
