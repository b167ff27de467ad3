// What the tests of this adapter share: tools without a database, an account, an outgoing message, hooks that write down what they hear, a DNS in memory.
import { config, readConfig } from '#kit/config';
import { newId } from '#kit/ids';
import { log, openLog } from '#kit/log';
import { clock } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { temporaryFolder } from '#test/folder';
import type { Account, Hooks, Inbound, Outbound, Receipt, Received } from '../../../adapter.ts';
import type { MailDns } from '../incoming/authenticate.ts';
import { completeSettings, describeSettings, type EmailSettings } from '../settings.ts';

/** Tools with configuration, clock and log; mail is received on any free port. */
export function makeTools(environment: Record<string, string> = {}): { tools: Tools; lines: string[] } {
  const tools: Tools = new Map();
  const lines: string[] = [];
  config.set(
    tools,
    readConfig({
      PARLEY_DATA: temporaryFolder(0o700),
      PARLEY_SMTP_PORT: '0',
      PARLEY_URL: 'https://talk.example.com',
      ...environment,
    }),
  );
  clock.set(tools, () => new Date('2026-11-24T09:00:00Z'));
  log.set(
    tools,
    openLog(
      (line) => void lines.push(line),
      () => new Date('2026-11-24T09:00:00Z'),
    ),
  );
  return { tools, lines };
}

export async function makeAccount(address = 'support@example.com'): Promise<Account<EmailSettings>> {
  return {
    workspace: newId('wsp'),
    inbox: newId('inb'),
    name: 'Support',
    settings: await completeSettings({ address, fromName: 'Lantern & Loom' }, undefined, [], new Date(0)),
  };
}

export function makeOutbound(change: Partial<Outbound> = {}): Outbound {
  return {
    id: newId('msg'),
    externalId: null,
    use: 'reply',
    purpose: 'service-conversation',
    to: { value: 'ada@example.net', name: 'Ada' },
    fromName: 'Carol · Lantern & Loom',
    language: 'en',
    subject: 'Your order',
    text: 'Hello Ada,\n\nit is on its way: https://example.com/track?a=1&b=2.\n\nCarol',
    html: undefined,
    attachments: [],
    thread: [],
    replyToken: 'a1b2c3d4e5f6g7h8j9k0m1n2p3q4r5s6t7v8w9x0yz',
    unsubscribeUrl: undefined,
    preferencesUrl: undefined,
    ...change,
  };
}

/** Hooks that know these accounts and remember what they were told; `fail` makes `receive` throw. */
export function makeHooks(accounts: readonly Account<EmailSettings>[]) {
  const received: Inbound[] = [];
  const reported: Receipt[] = [];
  const state: { fail: unknown; before: Promise<void> | undefined; knownIds: Set<string> } = {
    ...{ fail: undefined, before: undefined },
    knownIds: new Set(),
  };
  const hooks: Hooks = {
    isKnown: async () => false,
    whichIsKnown: async () => undefined,
    receivePiece: async () => ({ outcome: 'kept' }),
    knows: async () => false,
    welcome: async () => ({ company: 'Lantern & Loom', text: '' }),
    accountAt: async (entrance) => accounts.find((account) => account.settings.address === entrance),
    accountOf: async (_, inbox) => accounts.find((account) => account.inbox === inbox),
    receive: async (inbound): Promise<Received> => {
      await state.before;
      if (state.fail) throw state.fail;
      const isRepeated = received.some((each) => each.inbox === inbound.inbox && each.externalId === inbound.externalId);
      if (!isRepeated) received.push(inbound);
      return { outcome: isRepeated ? 'repeated' : 'stored', conversation: newId('cnv'), sequence: received.length };
    },
    report: async (receipt) => {
      reported.push(receipt);
      return state.knownIds.has(receipt.externalId) ? 'known' : 'unknown';
    },
    change: async () => 'unknown',
    stop: async () => 'unknown',
    obey: async () => undefined,
    reportUntil: async () => undefined,
    renamed: async () => undefined,
    prefer: async () => undefined,
    siblings: async () => accounts,
    limitMoved: async () => undefined,
  };
  return { hooks, received, reported, state };
}

/** A DNS that answers from this table, `TYPE name` to records, and says ENOTFOUND to everything else. */
export function makeDns(records: Record<string, string[]>): MailDns & { asked: string[] } {
  const asked: string[] = [];
  const dns: MailDns = async (name, type) => {
    asked.push(`${type} ${name}`);
    const found = records[`${type} ${name}`];
    if (!found) throw Object.assign(new Error('no such record'), { code: 'ENOTFOUND' });
    return type === 'TXT' ? found.map((text) => [text]) : found;
  };
  return Object.assign(dns, { asked });
}

/** DNS records as an administrator copies them from the channel's page. */
export function recordsOf(account: Account<EmailSettings>): Record<string, string[]> {
  return Object.fromEntries(describeSettings(account.settings).dns.map(({ name, type, value }) => [`${type} ${name}`, [value]]));
}

/** Processor time of some work in milliseconds: on a busy machine the clock on the wall tells nothing. */
export async function costOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
