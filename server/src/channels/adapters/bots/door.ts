// The door of bots that hand in JSON by webhook: `POST /hooks/CHANNEL/KEY`. Nothing of a body counts before it was found to be theirs, and the answer leaves after what
// it brought is durable: until then the provider must think that it was not taken, and tries again.
import { config } from '#kit/config';
import { type Code, log } from '#kit/log';
import type { Asked, Protocol, Told } from '#kit/protocol';
import type { Tool, Tools } from '#kit/tool';
import type { Account, ChannelKind, Hooks, Settings } from '../../adapter.ts';
import { forProviders } from '../hook-pace.ts';

export type BotDoor<S extends Settings> = {
  readonly channel: ChannelKind;
  readonly hooks: Tool<Hooks>;
  readonly bodyLimitBytes: number;
  /** Whether this very request comes from the provider of this account; in constant time. */
  readonly isTheirs: (account: Account<S>, asked: Asked) => boolean;
  /** Reads a body; throws for what is none. JSON unless told. */
  readonly parse?: (text: string) => unknown;
  /** Takes in what happened, durably; a body is given back where the provider waits for one. */
  readonly take: (tools: Tools, account: Account<S>, body: unknown) => Promise<string | undefined>;
};

const prefixOf = (channel: ChannelKind): `/${string}` => `/hooks/${channel}`;

/** The address at which the provider hands in, as it is seen from outside. */
export const botHookUrl = (tools: Tools, channel: ChannelKind, { key }: { readonly key: string }): string =>
  `${config.of({ tools }).publicUrl}${prefixOf(channel)}/${key}`;

/** The door as the edge mounts it. */
export const botDoor = <S extends Settings>(door: BotDoor<S>): Protocol => ({
  prefix: prefixOf(door.channel),
  bodyLimitBytes: door.bodyLimitBytes,
  ...forProviders,
  answer: (tools, asked) => handIn(door, tools, asked),
  refuse: (status) => ({ status }),
});

async function handIn<S extends Settings>(door: BotDoor<S>, tools: Tools, asked: Asked): Promise<Told> {
  const [, key] = /^\/([0-9a-f]{40})$/.exec(asked.path) ?? [];
  if (key === undefined) return { status: 404 };
  if (asked.method !== 'POST') return { status: 405, headers: { allow: 'POST' } };
  const account = (await door.hooks.of({ tools }).accountAt(key)) as Account<S> | undefined;
  if (!account) return { status: 404 };
  const { workspace, inbox } = account;
  if (!door.isTheirs(account, asked)) {
    log.of({ tools })('warn', `${door.channel}.webhook-refused` as Code, { workspace, inbox });
    return { status: 403 };
  }
  const body = read(asked.body, door.parse ?? JSON.parse);
  if (body === undefined) return { status: 422 };
  const answer = await door.take(tools, account, body);
  return answer === undefined
    ? { status: 200, workspace }
    : { status: 200, workspace, headers: { 'content-type': 'application/json' }, body: answer };
}

/** Says in the log that something was not taken in, and why, by a code. */
export const dropped = (
  tools: Tools,
  { workspace, inbox }: Pick<Account, 'workspace' | 'inbox'>,
  channel: ChannelKind,
  because: Code,
): void => log.of({ tools })('info', `${channel}.dropped` as Code, { workspace, inbox, because });

function read(body: Buffer, parse: (text: string) => unknown): unknown {
  try {
    return parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
