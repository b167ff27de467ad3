// The cases every adapter must pass, as a list of what does not hold: the same for a channel of today and one of next year. Its own test holds a broken adapter against it.

import { mostChoices } from '@parley/contract/choices';
import { Check } from 'typebox/value';
import type { InboxId, WorkspaceId } from '#kit/ids';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import type { Account, Adapter, Outbound, Outcome, Settings } from './adapter.ts';
import { offered } from './outbound.ts';

export type Sample = {
  readonly tools: Tools;
  /** Settings as a person types them. */
  readonly given: Settings;
  /** Settings that must be refused with Problem `invalid`. */
  readonly refused: readonly Settings[];
  /** An address on this channel, and tools with which the provider cannot be reached; undefined where nothing can fail. */
  readonly to: string;
  readonly away?: Tools;
  /** Everything that arrived at the other end, as it was told; undefined where nothing leaves. */
  readonly arrived?: ((account: Account) => Promise<string>) | undefined;
};
type Case = { readonly says: string; readonly holds: (adapter: Adapter, account: Account, sample: Sample) => Promise<boolean> };

const words = 'Dear Ada, the lamp with the crooked shade is on its way.';

/** Sentences that do not hold for this adapter; empty when it may join the house. */
export async function whatFails(adapter: Adapter, sample: Sample): Promise<string[]> {
  const account = await accountFor(adapter, sample).catch(() => undefined);
  if (!account) return ['it completes the settings that a person typed'];
  const failed: string[] = [];
  for (const { says, holds } of cases) if (!(await holds(adapter, account, sample).catch(() => false))) failed.push(says);
  return failed;
}

const cases: readonly Case[] = [
  {
    says: 'its settings fit its own schema',
    holds: async (adapter, account, { given }) => Check(adapter.settings, given) && Check(adapter.settings, account.settings),
  },
  {
    says: 'completing settings again changes nothing: keys survive',
    holds: async (adapter, account, { tools }) => same(await adapter.complete(account.settings, account.settings, tools), account.settings),
  },
  { says: 'settings that cannot work are refused as invalid', holds: refusesNonsense },
  {
    says: 'what comes in finds the account by at least one entrance, each once',
    holds: async (adapter, { settings }) => isSet(adapter.entrances(settings)),
  },
  {
    says: 'its description shows no secret',
    holds: async (adapter, account, { tools }) =>
      secretsOf(adapter, account).every((secret) => !JSON.stringify(adapter.describe(account, tools)).includes(secret)),
  },
  {
    says: 'its recipient is a code of the register, or nobody',
    holds: async (adapter, { settings }, { tools }) => /^[a-z0-9-]{2,60}$/.test(adapter.recipient(settings, tools) ?? 'nobody'),
  },
  { says: 'an id at the provider is the same at every attempt, another for another message, and names nobody', holds: namesMessagesWell },
  {
    says: 'it sends, and says so',
    holds: async (adapter, account, sample) => (await send(adapter, account, sample, sample.tools)).outcome === 'sent',
  },
  { says: 'it sends every kind of message: reply, start, notice, code', holds: sendsEveryUse },
  { says: 'choices arrive: as buttons, no more than it says, else as a numbered list', holds: offersChoices },
  { says: 'it changes nothing of what it was given', holds: leavesThingsAlone },
  { says: 'when the provider is away it asks to try again, in words without anybody in them', holds: bearsAbsence },
  {
    says: 'an address it cannot use is an outcome, never an exception',
    holds: async (adapter, account, sample) =>
      isClean(
        await adapter.send(account, { ...message(adapter, account, sample), to: { value: '', name: undefined } }, sample.tools),
        sample,
      ),
  },
  {
    says: 'its test is an answer, never an exception',
    holds: async (adapter, account, { tools, away }) =>
      isAnswer(await adapter.test(account, tools)) && isAnswer(await adapter.test(account, away ?? tools)),
  },
  { says: 'it says whether it shows that we write and have read, and can show what it says', holds: saysWhatItShows },
  {
    says: 'a signal is a yes or no, never an exception, and a no when the provider is away',
    holds: async (adapter, account, { tools, to, away }) => {
      for (const kind of ['typing', 'read'] as const) {
        const signal = { kind, to, lastSeen: ['an-id-that-nobody-knows'] };
        if (adapter.signal && typeof (await adapter.signal(account, signal, tools)) !== 'boolean') return false;
        if (adapter.signal && away && (await adapter.signal(account, signal, away))) return false;
      }
      return true;
    },
  },
  {
    says: 'its pace is so many a second with a burst, or it says that it has none',
    holds: async (adapter, { settings }) => {
      const pace = adapter.pace(settings);
      return (
        pace === null ||
        [pace.account, pace.recipient].every((rate) => !rate || (rate.perSecond > 0 && Number.isFinite(rate.perSecond) && rate.burst >= 1))
      );
    },
  },
  {
    says: 'it says as what one text may go to many from it, or why not',
    holds: async (adapter, { settings }) => {
      const said = adapter.campaigns(settings);
      if (!said.may) return said.because.length > 0;
      return (
        said.most > 0 &&
        (said.form === 'mail') === adapter.capabilities.subject &&
        (said.form === 'template') === (adapter.templates !== undefined)
      );
    },
  },
  {
    says: 'its largest message has a size',
    holds: async ({ capabilities }) => Number.isInteger(capabilities.maxBytes) && capabilities.maxBytes > 0,
  },
];

/** Every sentence, in order. */
export const sentences: readonly string[] = cases.map(({ says }) => says);

async function refusesNonsense(adapter: Adapter, _account: Account, { refused, tools }: Sample): Promise<boolean> {
  for (const settings of refused) {
    if (!Check(adapter.settings, settings)) continue; // the schema refuses it before the adapter is asked
    const answer = await adapter.complete(settings, undefined, tools).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (!(answer instanceof Problem) || answer.code !== 'invalid') return false;
  }
  return refused.length > 0;
}

/** What is shown by the provider needs a way there, and what has a way is said. */
async function saysWhatItShows(adapter: Adapter, { settings }: Account): Promise<boolean> {
  const { typing, reads } = adapter.shows(settings);
  const isKnown = ['shown', 'with-read', 'by-itself', 'none'].includes(typing) && ['by-message', 'all', 'none'].includes(reads);
  const isAtProvider = typing === 'shown' || typing === 'with-read' || reads !== 'none';
  // a channel that carriers share may have a way that one of them does not know
  return isKnown && (!isAtProvider || adapter.signal !== undefined);
}

async function namesMessagesWell(adapter: Adapter, account: Account, { to }: Sample): Promise<boolean> {
  const [one, again, other] = [
    adapter.externalId(account, ids[0]),
    adapter.externalId(account, ids[0]),
    adapter.externalId(account, ids[1]),
  ];
  return one === null ? again === null && other === null : one === again && one !== other && !one.includes(to);
}

async function sendsEveryUse(adapter: Adapter, account: Account, sample: Sample): Promise<boolean> {
  for (const use of ['reply', 'start', 'notice', 'code'] as const)
    if ((await adapter.send(account, { ...message(adapter, account, sample), use }, sample.tools)).outcome !== 'sent') return false;
  return true;
}

/** One, as many as the narrowest buttons, and as many as there may be: with files, which some send after the words. */
async function offersChoices(adapter: Adapter, account: Account, sample: Sample): Promise<boolean> {
  const taps = adapter.taps?.(account.settings) ?? 0;
  if (!Number.isInteger(taps) || taps < 0) return false;
  for (const [at, count] of [1, 3, mostChoices].entries()) {
    const id = ids[1].slice(0, -1) + at; // another message each time, where the provider drops repeats
    const choices = Array.from({ length: count }, (_, place) => `Shade ${place + 1} of ${count} <&>`);
    const reply = {
      ...message(adapter, account, sample),
      id,
      externalId: adapter.externalId(account, id),
      ...offered({ text: words, choices }, taps, adapter.capabilities.tapsOnPhones),
    };
    const isListed = reply.text.endsWith(`\n${count}. ${choices.at(-1)}`);
    if (isListed !== (count > taps || adapter.capabilities.tapsOnPhones === true)) return false;
    if (reply.choices?.length !== (count > taps ? 0 : count)) return false;
    if ((await adapter.send(account, reply, sample.tools)).outcome !== 'sent') return false;
    const arrived = await sample.arrived?.(account);
    if (arrived !== undefined && !choices.every((each) => arrived.includes(each))) return false;
  }
  return true;
}

async function leavesThingsAlone(adapter: Adapter, account: Account, sample: Sample): Promise<boolean> {
  const outbound = message(adapter, account, sample);
  const before = JSON.stringify([outbound, account.settings]);
  await adapter.send(account, outbound, sample.tools);
  return JSON.stringify([outbound, account.settings]) === before;
}

async function bearsAbsence(adapter: Adapter, account: Account, sample: Sample): Promise<boolean> {
  if (!sample.away) return true;
  const outcome = await send(adapter, account, sample, sample.away);
  return outcome.outcome === 'retry' && outcome.words.length > 0 && isClean(outcome, sample);
}

/** Whether an outcome carries codes and words of ours only. */
function isClean(outcome: Outcome, { to }: Sample): boolean {
  if (outcome.outcome === 'sent') return true;
  const said = `${outcome.because} ${outcome.words}`;
  return /^[a-z0-9-]{2,60}$/.test(outcome.because) && !said.includes(to) && !said.includes('crooked shade');
}

const ids = ['msg_01hv8n3e5wfm1tq0z9k2s4b6xc', 'msg_01hv8n3e5wfm1tq0z9k2s4b6xd'] as const;

const send = (adapter: Adapter, account: Account, sample: Sample, tools: Tools): Promise<Outcome> =>
  adapter.send(account, message(adapter, account, sample), tools);

function message(adapter: Adapter, account: Account, { to }: Sample): Outbound {
  return {
    id: ids[0],
    externalId: adapter.externalId(account, ids[0]),
    use: 'reply',
    purpose: 'service-conversation',
    to: { value: to, name: 'Ada' },
    fromName: 'Carol · Lantern & Loom',
    language: 'en',
    subject: 'Your lamp',
    text: words,
    html: undefined,
    attachments: adapter.capabilities.attachments
      ? [
          {
            ...{ name: 'plan.txt', type: 'text/plain', bytes: Buffer.from('a plan') },
            ...(adapter.capabilities.filesByLink && { link: 'https://parley.example.com/lent/token/file-1.txt' }),
          },
        ]
      : [],
    thread: ['<first@example.com>'],
    replyToken: '01hv8n3e5wfm1tq0z9k2s4b6xcabcdefghijklmnop',
    unsubscribeUrl: undefined,
    preferencesUrl: undefined,
  };
}

async function accountFor(adapter: Adapter, { given, tools }: Sample): Promise<Account> {
  const settings = await adapter.complete(given, undefined, tools);
  return {
    workspace: 'wsp_01hv8n3e5wfm1tq0z9k2s4b6xc' as WorkspaceId,
    inbox: 'inb_01hv8n3e5wfm1tq0z9k2s4b6xc' as InboxId,
    name: 'Support',
    settings,
  };
}

const secretsOf = (adapter: Adapter, { settings }: Account): string[] =>
  adapter.secrets.flatMap((name) => (typeof settings[name] === 'string' && settings[name] !== '' ? [settings[name]] : []));
const isAnswer = ({ ok, words: said }: { ok: boolean; words: string }): boolean => typeof ok === 'boolean' && said.length > 0;
const isSet = (values: readonly string[]): boolean =>
  values.length > 0 && values.every((value) => value !== '') && new Set(values).size === values.length;
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
