// Counts of refused sign-ins outlive a process that is killed: what is noted in memory goes into the database a fifth of a second later, together with all that was noted meanwhile. So one who
// guesses makes five statements a second for a company, however often they try, and kill -9 takes a fifth of a second. The answer waits for none of it: its time would tell whether an address is known.

import type { Ctx } from '#kit/ctx';
import type { Id, StaffId, WorkspaceId } from '#kit/ids';
import { type Code, errorCode, log } from '#kit/log';
import { act } from '#kit/pool';
import { type Tools, tool } from '#kit/tool';
import { appendMany } from '#ledger';
import { workspaceIds } from '../entrances.ts';
import * as store from './store.ts';

export const kind = 'staff.sign-in-refused';
type Count = { readonly workspace: WorkspaceId } & store.CountRow;
type Counts = {
  /** What the database does not have yet. */
  counted: Map<string, Count>;
  /** The next time it gets what was counted. */
  timer: NodeJS.Timeout | undefined;
  /** One at a time. */
  writing: Promise<void>;
  /** Runs what a request began apart from the request. */
  readonly apart: <T>(work: () => T) => T;
};
export const refusalCounts = tool<Counts>('access.refusal-counts');
/** What anybody brings about without a word of a provider, and a network that is down: written down, and no try at an account. */
const noTry: readonly string[] = ['not-begun-here', 'provider-said-no', 'answer-not-valid', 'provider-away', 'groups-elsewhere'];
const mostCounted = 10_000;
const mostWritten = 1_000;
const soonMs = 200;
/** After the database did not take them. */
const laterMs = 30_000;
const hourMs = 3_600_000;

/** Adds tries at an account, or at a provider whose word named none. */
export function countRefusals(
  tools: Tools,
  { workspace, account }: { readonly workspace: WorkspaceId; readonly account: StaffId | Id<'idp'> },
  because: Code,
  network: store.Network,
  tries: number,
): void {
  const state = refusalCounts.of({ tools });
  const key = `${workspace} ${account} ${because} ${network}`;
  const known = state.counted.get(key);
  if (!known && state.counted.size >= mostCounted) return;
  state.counted.set(key, { workspace, account, because, network, tries: (known?.tries ?? 0) + tries });
  writeIn(tools, soonMs);
}

/** Gives the database what was counted; settles when it has it, or did not take it: then it is tried again. */
export function keepCounts(tools: Tools): Promise<void> {
  const state = refusalCounts.of({ tools });
  clearTimeout(state.timer);
  state.timer = undefined;
  state.writing = state.writing.then(() => write(tools));
  return state.writing;
}

/** Writes into the ledgers what is due: the first at an account at once, what follows once an hour with its sum, whichever node counted it; with `all` whatever was counted. */
export async function recordCounts(tools: Tools, { all = false } = {}): Promise<void> {
  await keepCounts(tools);
  for (const workspace of await workspaceIds(tools)) {
    const who = { workspace, actor: { kind: 'system', id: 'sign-in' } } as const;
    try {
      while ((await act(tools, who, (ctx) => record(ctx, all))) === mostWritten);
    } catch (error) {
      failed(tools, workspace, error);
    }
  }
}

async function record(ctx: Ctx, all: boolean): Promise<number> {
  const hourAgo = new Date(ctx.now.getTime() - hourMs);
  await store.sweep(ctx.db, ctx.workspace, hourAgo);
  const rows = await store.take(ctx.db, ctx.workspace, ctx.now, all ? ctx.now : hourAgo, mostWritten);
  // what a check refused before what was refused untried
  const ordered = rows.sort((one, other) => one.account.localeCompare(other.account) || other.because.localeCompare(one.because));
  await appendMany(
    ctx,
    ordered.map(({ account, because, network, tries }) => {
      const facts = {
        because,
        ...(noTry.includes(because) ? { times: tries } : { tries }),
        ...(network !== 'unknown' && { from: network }),
      };
      return account.startsWith('stf_') ? { kind, subject: account as StaffId, facts } : { kind, facts: { ...facts, provider: account } };
    }),
  );
  return rows.length;
}

async function write(tools: Tools): Promise<void> {
  const state = refusalCounts.of({ tools });
  const taken = state.counted;
  state.counted = new Map();
  for (const [workspace, rows] of Map.groupBy(taken.values(), (each) => each.workspace))
    await act(tools, { workspace, actor: { kind: 'system', id: 'sign-in' } }, (ctx) => store.add(ctx.db, workspace, rows, ctx.now)).catch(
      (error: unknown) => {
        if (errorCode(error) === 'pl410') return; // the company is gone, and its ledger with it
        failed(tools, workspace, error);
        writeIn(tools, laterMs);
        for (const each of rows) countRefusals(tools, each, each.because, each.network, each.tries);
      },
    );
}

function writeIn(tools: Tools, ms: number): void {
  const state = refusalCounts.of({ tools });
  state.timer ??= state.apart(() => setTimeout(() => void keepCounts(tools), ms).unref());
}

const failed = (tools: Tools, workspace: WorkspaceId, error: unknown): void =>
  log.of({ tools })('error', 'access.refusals-not-recorded', { workspace, error: errorCode(error) });
