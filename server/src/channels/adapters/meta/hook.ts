// Where Meta hands in what happened: `/hooks/CHANNEL/KEY`. GET is the handshake, POST counts only when the bytes were signed with the secret of the app, and is answered
// after all that it brought is durable: until then Meta must think it was not taken, and comes again. An app has one address for all its numbers and pages, so an update
// may be for another inbox of the same company and app.
import { log } from '#kit/log';
import type { Asked, Protocol, Told } from '#kit/protocol';
import type { Tools } from '#kit/tool';
import type { Account, Hooks } from '../../adapter.ts';
import { forProviders } from '../hook-pace.ts';
import { isSame } from '../same.ts';
import type { MetaSettings } from './settings.ts';
import { isSigned, sharing } from './signature.ts';
import { takeAll } from './take.ts';
import type { Update } from './updates.ts';

export type MetaChannel<S extends MetaSettings = MetaSettings> = {
  readonly prefix: `/${string}`;
  readonly hooks: { of(at: { tools: Tools }): Hooks };
  /** What a body says; undefined when it is none of this channel. */
  readonly read: (body: unknown) => readonly Update[] | undefined;
  /** The id by which updates name an account. */
  readonly idOf: (settings: S) => string;
  /** The id of what several accounts belong to, where updates name that. */
  readonly groupOf?: (settings: S) => string;
};

const mostBytes = 3 * 1024 * 1024; // of a batch, says Meta

export const webhookOf = <S extends MetaSettings>(channel: MetaChannel<S>): Protocol => ({
  prefix: channel.prefix,
  bodyLimitBytes: mostBytes,
  ...forProviders,
  answer: (tools, asked) => answer(channel as unknown as MetaChannel, tools, asked),
  refuse: (status) => ({ status }),
});

async function answer(channel: MetaChannel, tools: Tools, asked: Asked): Promise<Told> {
  const [, key = ''] = /^\/([0-9a-f]{40})$/.exec(asked.path) ?? [];
  if (key === '') return { status: 404 };
  if (asked.method !== 'GET' && asked.method !== 'POST') return { status: 405, headers: { allow: 'GET, POST' } };
  const account = (await channel.hooks.of({ tools }).accountAt(key)) as Account<MetaSettings> | undefined;
  if (!account || account.settings.key !== key) return { status: 404 };
  return asked.method === 'GET' ? shakeHands(account, asked.query) : takeIn(channel, tools, account, asked);
}

/** Only digits, letters and the like are given back: what an address says must not become a page of ours. */
function shakeHands({ settings }: Account<MetaSettings>, query: URLSearchParams): Told {
  const challenge = query.get('hub.challenge') ?? '';
  const isRight = query.get('hub.mode') === 'subscribe' && isSame(query.get('hub.verify_token') ?? '', settings.verifyToken);
  if (!isRight || !/^[\w.-]{1,200}$/.test(challenge)) return { status: 403 };
  return { status: 200, headers: { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' }, body: challenge };
}

async function takeIn(channel: MetaChannel, tools: Tools, account: Account<MetaSettings>, asked: Asked): Promise<Told> {
  const { workspace, inbox } = account;
  if (!isSigned(account.settings.appSecret, asked.body, asked.header('x-hub-signature-256'))) {
    log.of({ tools })('warn', 'meta.webhook-refused', { workspace, inbox });
    return { status: 403 };
  }
  const updates = channel.read(parsed(asked.body));
  if (!updates) return { status: 422 };
  const { accounts, others } = await accountsFor(channel, tools, account);
  const known = updates.filter((update) => accounts.has(update.account));
  // nobody here waits for the rest: it is answered like any other, or Meta would send it again for days and hold back what is ours
  if (known.length < updates.length)
    log.of({ tools })('warn', 'meta.account-unknown', { workspace, inbox, updates: updates.length - known.length });
  await takeAll(
    tools,
    channel.hooks.of({ tools }),
    known.map((update) => [accounts.get(update.account) ?? account, update]),
  );
  if (updates.some((update) => others.has(update.account))) {
    log.of({ tools })('error', 'meta.secret-differs', { workspace, inbox });
    return { status: 503, workspace };
  }
  return { status: 200, workspace };
}

/**
 * By the id that updates name. Of the same company and the same app only: whoever can sign for one of them can sign for all. `others` say that they are of this app and
 * have another secret, such as the one from before it was renewed: what is for them must come again until that is mended.
 */
async function accountsFor(
  channel: MetaChannel,
  tools: Tools,
  account: Account<MetaSettings>,
): Promise<{ accounts: Map<string, Account<MetaSettings>>; others: ReadonlySet<string> }> {
  const all = (await channel.hooks.of({ tools }).siblings(account)) as readonly Account<MetaSettings>[];
  const own = [...sharing(all, account.settings), account];
  const named = (by: (settings: MetaSettings) => string) => own.map((each) => [by(each.settings), each] as const);
  const accounts = new Map([...(channel.groupOf ? named(channel.groupOf) : []), ...named(channel.idOf)]);
  const ids = all.filter(({ settings }) => settings.appId === account.settings.appId).map(({ settings }) => channel.idOf(settings));
  return { accounts, others: new Set(ids.filter((id) => !accounts.has(id))) };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
