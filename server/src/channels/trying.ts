// Asking a provider for a channel, whether it lets us in and to hand in here what comes: it takes as long as they do, and some of it looks into the database by itself. So it is done while no
// connection is held, and what came of it is written afterwards.
import type { Ctx } from '#kit/ctx';
import type { InboxId, WorkspaceId } from '#kit/ids';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { accountOf, changeChannel, type Opened, openedIn } from './accounts.ts';
import type { Account } from './adapter.ts';
import { wake } from './breaker.ts';
import type { Connected, Verdict } from './described.ts';
import { keepLimit } from './messaging-limit/keep.ts';
import type { MessagingLimit } from './pacing.ts';
import { updateHealth } from './store.ts';
import { why } from './words.ts';

export type Tried = { readonly opened: Opened; readonly health: Verdict; readonly limit: MessagingLimit | undefined };

/** Tries the account of an inbox; Problem `not-found`. */
export async function tryChannel(tools: Tools, workspace: WorkspaceId, inbox: InboxId): Promise<Tried> {
  const opened = await standing(tools, workspace, inbox);
  const { adapter, account } = opened;
  const health = await adapter.test(account, tools);
  return { opened, health, limit: await adapter.messagingLimit?.(account, tools) };
}

/** Remembers how it went for real: what an emulator says is not known of the provider. */
export async function noteTried(ctx: Ctx, { opened, health, limit }: Tried): Promise<Verdict> {
  const { adapter, stored, isPlayed } = opened;
  const { inbox } = stored;
  if (adapter.messagingLimit) await keepLimit(ctx, opened, limit);
  if (health.ok && !isPlayed) wake(ctx, inbox); // what an emulator says wakes nobody
  if (!isPlayed || isOwnSandbox(stored)) await ctx.db.run(updateHealth, [ctx.workspace, inbox, health.ok, health.words, ctx.now]);
  return health;
}

/** Tells the provider where to hand in what comes in, for the member of staff `by`; undefined where it is not told, since the sandbox is on. Problem `not-found`, or `conflict` where a channel has nobody to tell. */
export async function tellProvider(tools: Tools, workspace: WorkspaceId, inbox: InboxId, by: string): Promise<Connected | undefined> {
  const { adapter, account, stored, isPlayed } = await standing(tools, workspace, inbox);
  if (!adapter.connect) throw new Problem('conflict', { detail: 'Nothing has to be told to anybody for this channel.' });
  return isPlayed && !isOwnSandbox(stored) ? undefined : adapter.connect(account, tools, by);
}

/** Keeps what the provider made for it. */
export async function noteConnected(
  ctx: Ctx,
  inbox: InboxId,
  connected: Connected | undefined,
): Promise<{ ok: boolean; words: string; open?: string }> {
  if (!connected) return { ok: false, words: why['sandbox-not-told'] ?? '' };
  const { settings: made, ...told } = connected;
  const { adapter } = await accountOf(ctx, inbox);
  if (made) await changeChannel(ctx, inbox, { settings: made });
  await append(ctx, { kind: 'channel.connected', facts: { inbox, channel: adapter.name, ok: told.ok } });
  return told;
}

async function standing(tools: Tools, workspace: WorkspaceId, inbox: InboxId): Promise<Opened> {
  const opened = await openedIn(tools, workspace, inbox);
  if (!opened) throw new Problem('not-found');
  return opened;
}

/** Whether it speaks with an emulator however the switch stands. */
const isOwnSandbox = ({ settings }: Account): boolean => settings['provider'] === 'sandbox';
