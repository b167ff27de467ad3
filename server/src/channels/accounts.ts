// The accounts behind inboxes: settings in the clear, secrets sealed under the workspace's key, entrances by which what comes in finds them.

import { isDeepStrictEqual } from 'node:util';
import { Check } from 'typebox/value';
import { addEntrance, findEntrance, removeEntrance } from '#access';
import { addInbox, changeInbox, inboxOf } from '#conversations';
import { openSecret, sealSecret } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { InboxId, WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Sealed } from '#kit/seal';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { openChannelFor } from '#purposes';
import { enterCarrier } from '#vendors';
import type { Account, Adapter, ChannelKind, Settings } from './adapter.ts';
import { adapterOf } from './adapters.ts';
import { beginAnew, type Stand } from './breaker.ts';
import { saveStepping, withToggles } from './signals/toggles.ts';
import { type AccountRow, accountByInbox, allAccounts, insertAccount, updateAccount } from './store.ts';
import { sandboxStand } from './switch/switch.ts';

export type Opened = {
  readonly adapter: Adapter;
  /** As it is spoken by now: while the sandbox is on, with its emulator. */
  readonly account: Account;
  /** As it was set. */
  readonly stored: Account;
  readonly isPlayed: boolean;
  readonly stand: Stand;
  readonly health: { readonly ok: boolean; readonly words: string } | undefined;
};

/** Opens an inbox with an account of a channel. Throws Problem `invalid` for settings that do not fit, `conflict` for an address somebody else has. */
export async function openChannel(ctx: Ctx, parts: { channel: ChannelKind; name: string; settings: Settings }): Promise<Opened> {
  const adapter = adapterOf(parts.channel);
  const settings = await completed(ctx, adapter, parts.settings, undefined);
  const { isOn } = await sandboxStand(ctx);
  const spoken = isOn ? adapter.sandboxed(settings) : settings;
  const inbox = await addInbox(ctx, { name: parts.name, channel: parts.channel, recipient: adapter.recipient(spoken, ctx.tools) });
  const account: Account = { workspace: ctx.workspace, inbox: inbox.id, name: inbox.name, settings };
  await allowFor(ctx, adapter, settings);
  const entrances = await enter(ctx, adapter, account, []);
  const { open, secrets } = await split(ctx, adapter, account);
  await ctx.db.run(insertAccount, [ctx.workspace, inbox.id, adapter.name, open, secrets, JSON.stringify(entrances), ctx.now]);
  await append(ctx, { kind: 'channel.opened', facts: { inbox: inbox.id, channel: adapter.name, recipient: inbox.recipient } });
  return accountOf(ctx, inbox.id);
}

/** Changes name or settings; secrets that are left out stay as they are. To show people more of what staff do asks for a reason: Problem `invalid` (`reason-needed`). */
export async function changeChannel(
  ctx: Ctx,
  id: InboxId,
  change: { name?: string | undefined; settings?: Settings | undefined; reason?: string | undefined },
): Promise<Opened> {
  const row = await rowOf(ctx, id);
  const before = await opened(ctx, row);
  const { adapter } = before;
  const kept = before.stored.settings;
  const given = Object.entries(change.settings ?? {}).filter(
    ([name, value]) => !(adapter.secrets.includes(name) && (value === '' || value === null)),
  );
  const settings = change.settings ? await completed(ctx, adapter, { ...kept, ...Object.fromEntries(given) }, kept) : kept;
  const spoken = before.isPlayed ? adapter.sandboxed(settings) : settings;
  const inbox = await changeInbox(ctx, id, { name: change.name, recipient: adapter.recipient(spoken, ctx.tools) });
  const account: Account = { ...before.stored, name: inbox.name, settings };
  await allowFor(ctx, adapter, settings);
  const entrances = await enter(ctx, adapter, account, row.entrances);
  const { open, secrets } = await split(ctx, adapter, account);
  const save = () => ctx.db.run(updateAccount, [ctx.workspace, id, open, secrets, JSON.stringify(entrances)]);
  await saveStepping(ctx, id, { before: kept, after: settings, reason: change.reason }, save);
  if (!isDeepStrictEqual(settings, kept)) beginAnew(ctx, id);
  await append(ctx, { kind: 'channel.changed', facts: { inbox: id, channel: adapter.name, recipient: inbox.recipient } });
  return accountOf(ctx, id);
}

/** Every account of the workspace, in the order they were opened. */
export async function listAccounts(ctx: Ctx): Promise<Opened[]> {
  const found: Opened[] = [];
  for (const row of await ctx.db.all(allAccounts, [ctx.workspace])) found.push(await opened(ctx, row));
  return found;
}

/** The account of an inbox, secrets opened; Problem `not-found`. */
export async function accountOf(ctx: Ctx, inbox: InboxId): Promise<Opened> {
  return opened(ctx, await rowOf(ctx, inbox));
}

/** As `accountOf`; undefined for an inbox that has none. */
export async function maybeAccountOf(ctx: Ctx, inbox: InboxId): Promise<Opened | undefined> {
  const row = await ctx.db.maybe(accountByInbox, [ctx.workspace, inbox]);
  return row && opened(ctx, row);
}

/** The account that an address or key leads to, before the workspace is known. */
export async function accountAt(tools: Tools, kind: Adapter['entranceKind'], entrance: string): Promise<Account | undefined> {
  const found = await findEntrance(tools, kind, entrance);
  return found && accountIn(tools, found.workspace, found.target as InboxId);
}

/** An account in a transaction of its own; undefined when there is none. */
export async function openedIn(tools: Tools, workspace: WorkspaceId, inbox: InboxId): Promise<Opened | undefined> {
  return act(tools, { workspace, actor: { kind: 'system', id: 'channels' } }, (ctx) => maybeAccountOf(ctx, inbox));
}
export const accountIn = async (tools: Tools, workspace: WorkspaceId, inbox: InboxId): Promise<Account | undefined> =>
  (await openedIn(tools, workspace, inbox))?.account;

/** Accounts of the same channel in the same company, itself among them. */
export async function siblingsOf(tools: Tools, channel: ChannelKind, { workspace }: Account): Promise<Account[]> {
  return act(tools, { workspace, actor: { kind: 'system', id: 'channels' } }, async (ctx) =>
    (await listAccounts(ctx)).flatMap(({ adapter, account }) => (adapter.name === channel ? account : [])),
  );
}

/** Settings without what is secret. */
export function shownSettings(adapter: Adapter, settings: Settings): Settings {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !adapter.secrets.includes(name)));
}

/** Art. 13(1)(e), 28(3): what answers people happens on this channel from now on, and by whoever carries it, who stands in the register without an agreement until one is entered. */
async function allowFor(ctx: Ctx, adapter: Adapter, settings: Settings): Promise<void> {
  const carrier = adapter.carrier?.(settings);
  const recipient = adapter.recipient(settings, ctx.tools);
  const also = [...(adapter.alsoCarriedBy?.(settings, ctx.tools) ?? []), ...(adapter.handsOnTo?.(recipient) ?? [])];
  for (const each of carrier ? [carrier, ...also] : also) await enterCarrier(ctx, each);
  await openChannelFor(ctx, adapter.name, [...(recipient === null ? [] : [recipient]), ...also.map(({ code }) => code)]);
}

async function rowOf(ctx: Ctx, inbox: InboxId): Promise<AccountRow> {
  const row = await ctx.db.maybe(accountByInbox, [ctx.workspace, inbox]);
  if (!row) throw new Problem('not-found');
  return row;
}

async function opened(ctx: Ctx, row: AccountRow): Promise<Opened> {
  const secrets = row.secrets ? (JSON.parse(await openSecret(ctx, placeOf(row.inbox), row.secrets)) as Settings) : {};
  const { name } = await inboxOf(ctx, row.inbox);
  const adapter = adapterOf(row.adapter);
  const stored: Account = { workspace: ctx.workspace, inbox: row.inbox, name, settings: { ...row.settings, ...secrets } };
  return {
    ...{ adapter, stored, isPlayed: row.isPlayed, stand: { failed: row.failed, restsUntil: row.restsUntil } },
    account: row.isPlayed ? { ...stored, settings: adapter.sandboxed(stored.settings) } : stored,
    health: row.healthOk === null ? undefined : { ok: row.healthOk, words: row.healthWords ?? '' },
  };
}

async function completed(ctx: Ctx, adapter: Adapter, given: Settings, before: Settings | undefined): Promise<Settings> {
  if (!Check(adapter.settings, given))
    throw new Problem('invalid', { fields: [{ path: 'body/settings', message: `does not fit the settings of ${adapter.name}` }] });
  return withToggles(adapter, await adapter.complete(given, before, ctx.tools), given, before === undefined);
}

/** An address leads to one inbox only: whoever has it first keeps it. */
async function enter(ctx: Ctx, adapter: Adapter, account: Account, before: readonly string[]): Promise<readonly string[]> {
  const entrances = adapter.entrances(account.settings);
  for (const value of entrances.filter((each) => !before.includes(each))) {
    if (await findEntrance(ctx.tools, adapter.entranceKind, value))
      throw new Problem('conflict', { detail: 'Another inbox already receives at this address.' });
    await addEntrance(ctx, adapter.entranceKind, value, account.inbox);
  }
  for (const value of before.filter((each) => !entrances.includes(each))) await removeEntrance(ctx, adapter.entranceKind, value);
  return entrances;
}

async function split(ctx: Ctx, adapter: Adapter, account: Account): Promise<{ open: Settings; secrets: Sealed | null }> {
  const secret = Object.fromEntries(
    Object.entries(account.settings).filter(([name, value]) => adapter.secrets.includes(name) && value !== undefined),
  );
  const secrets = Object.keys(secret).length > 0 ? await sealSecret(ctx, placeOf(account.inbox), JSON.stringify(secret)) : null;
  return { open: shownSettings(adapter, account.settings), secrets };
}

const placeOf = (inbox: InboxId) => ({ table: 'channel_accounts', row: inbox, column: 'secrets' });
