// The desks of a company's inboxes, and what all nodes do with them.
import type { InboxId, WorkspaceId } from '#kit/ids';
import { live } from '#kit/live';
import { act } from '#kit/pool';
import type { Clock } from '#kit/room';
import { type Tools, tool } from '#kit/tool';
import { type Opened, openedIn } from '../accounts.ts';
import { playsByItself } from '../playing.ts';
import { type Desk, isShared, share, sharing } from './sharing.ts';
import { dropOld, forgetDesks, forgetItems } from './store.ts';

const mostMs = 24 * 3_600_000;
/** Somebody looks at the sandbox of an inbox: nodes bring what has become of what they hold. */
const looked = 'played.looked';
const names = tool<{ readonly node: string }>('channels.sandbox-node');

/** That of an account that is played, or is a sandbox by itself; undefined for one that speaks with its provider. */
export function deskFor(tools: Tools, { adapter, account, stored, isPlayed }: Opened): Desk | undefined {
  const { sandbox } = adapter;
  const isOwn = playsByItself(adapter, stored.settings);
  if (!sandbox || !(isPlayed || isOwn)) return undefined;
  return {
    ...{ workspace: account.workspace, name: account.inbox, isOwn, isPlayed: () => !isOwn },
    open: () => sandbox.shelf(account, tools),
    behave: (behaviour) => sandbox.change(account, tools, behaviour),
    forget: () => sandbox.forget(account, tools),
  };
}

/** Does something that may be played for this inbox, as all nodes see it. */
export async function sharingInbox<T>(tools: Tools, workspace: WorkspaceId, inbox: InboxId, work: () => Promise<T>): Promise<T> {
  const opened = await openedIn(tools, workspace, inbox);
  return sharing(tools, opened && deskFor(tools, opened), work);
}

/** Brings the copy of this node and the database together; gives the account, undefined where nothing is played. Opens transactions of its own: for whoever holds none. */
export async function bring(tools: Tools, workspace: WorkspaceId, inbox: InboxId): Promise<Opened | undefined> {
  const opened = await openedIn(tools, workspace, inbox);
  const desk = opened && deskFor(tools, opened);
  if (!desk) return undefined;
  await share(tools, desk);
  return opened;
}

/** Asks the other nodes to bring what they hold of an inbox; it is there a moment later. */
export function askOthers(tools: Tools, workspace: WorkspaceId, inbox: InboxId): void {
  live.of({ tools }).publish(workspace, { topic: looked, ids: { inbox, node: nodeOf(tools) } });
}

/** Brings what this node holds when another asks for it. Gives how to stop. */
export function answerOthers(tools: Tools): () => void {
  return live.of({ tools }).subscribeAll((workspace, { topic, ids }) => {
    if (topic !== looked || ids['node'] === nodeOf(tools) || !isShared(tools, { workspace, name: String(ids['inbox']) })) return;
    void bring(tools, workspace, ids['inbox'] as InboxId).catch(() => undefined); // whoever looks asks again
  });
}

/** Forgets what emulators of a company hold for all nodes; each node forgets its own copy besides. */
export const forgetShared = (tools: Tools, workspace: WorkspaceId): Promise<void> =>
  act(tools, { workspace, actor: { kind: 'system', id: 'channels' } }, async (ctx) => {
    for (const forget of [forgetDesks, forgetItems]) await ctx.db.run(forget, [ctx.workspace]);
  });

export const forgetOldPlayed: Clock = {
  name: 'channels.forget-played',
  everySeconds: 3_600,
  run: async (ctx) => void (await ctx.db.run(dropOld, [ctx.workspace, new Date(ctx.now.getTime() - mostMs)])),
};

function nodeOf(tools: Tools): string {
  if (!tools.has(names.name)) names.set(tools, { node: crypto.randomUUID() });
  return names.of({ tools }).node;
}
