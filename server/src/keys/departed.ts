// When a company has left, its keys go: those of people first, batch by batch, then its own. A list beside the erased, outside the database, keeps which companies
// left, so that a restored backup brings none of them back.
import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { WorkspaceId } from '#kit/ids';
import { live } from '#kit/live';
import type { Tools } from '#kit/tool';
import { removeAfterCommit } from './key-store/removal.ts';
import { keyring, shreddedTopic } from './keyring.ts';
import { destroyShares } from './set-aside.ts';
import { dropWorkspaceKey, takeAnyKeys } from './store.ts';
import { forgetWorkspaceKey } from './workspace.ts';

export type Departed = { readonly at: Date; readonly workspace: WorkspaceId; readonly departure: string };
const fileOf = (tools: Tools): string => path.join(config.of({ tools }).keys, 'departed.log');

/** Writes down, durably, that this company has left; before the first of its keys goes. Repeating it changes nothing. */
export function rememberDeparted(tools: Tools, { at, workspace, departure }: Departed): void {
  if (departedCompanies(tools).some((each) => each.departure === departure)) return;
  appendFileSync(fileOf(tools), `${at.toISOString()} ${workspace} ${departure}\n`, { mode: 0o600, flush: true });
}

/** Every company that has left, oldest first; a last line that a crash cut off is passed over. */
export function departedCompanies(tools: Tools): Departed[] {
  let text = '';
  try {
    text = readFileSync(fileOf(tools), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return [...text.matchAll(/^(\S+Z) (wsp_[0-9a-z]+) (dep_[0-9a-z]+)\n/gm)].map(([, at = '', workspace = '', departure = '']) => ({
    at: new Date(at),
    workspace: workspace as WorkspaceId,
    departure,
  }));
}

/** Destroys up to so many keys of people, staff and cases of this company; gives how many there were. Waits for seals and readings under way. */
export async function destroyKeys(ctx: Ctx, most: number): Promise<number> {
  const gone = await takeAnyKeys(ctx, most);
  removeAfterCommit(ctx);
  const [bus, ring] = [live.of(ctx), keyring.of(ctx)];
  ctx.db.afterCommit(() => {
    ring.subjects.drop(gone.map((subject) => `${ctx.workspace}/${subject}`));
    for (let from = 0; from < gone.length; from += 100)
      bus.publish(ctx.workspace, { topic: shreddedTopic, ids: { subjects: gone.slice(from, from + 100).join(',') } });
  });
  return gone.length;
}

/** Destroys the company's own key, those of its blind indexes and of its secrets; the database refuses while somebody's key is left. */
export async function destroyWorkspaceKey(ctx: Ctx): Promise<number> {
  const gone = await dropWorkspaceKey(ctx);
  removeAfterCommit(ctx);
  const forget = () => {
    forgetWorkspaceKey(ctx);
    keyring.of(ctx).indexes.clear(); // other companies' are read again
  };
  forget();
  ctx.db.afterCommit(forget);
  return gone;
}

/** What was set aside of epoch keys for a company whose own root was withheld; for when its own key is gone. Safe to repeat. */
export function destroySharesOf(tools: Tools, workspace: WorkspaceId): void {
  destroyShares(keyring.of({ tools }).roots.folder, workspace);
}

/** Runs what is done for one company after another: one that has closed meanwhile takes no entry any more and holds up nobody after it. */
export async function unlessClosed(work: () => Promise<unknown>): Promise<void> {
  await work().catch((error: { code?: string }) => {
    if (error.code !== 'PL410') throw error;
  });
}
