// Tries at what can be guessed (a password, a code of six digits, whose mailbox gets a link, who is known by an address) are counted in the database: any number of nodes give no more of them than one, and neither a
// restart nor a kill gives them back (Art. 32(1)(b)). Only keyed hashes lie there, each until its tries are all there again.
import { lookupHash } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { Db } from '#kit/db';
import type { WorkspaceId } from '#kit/ids';
import { networkOf } from '#kit/network';
import { act, clock, pool, triesPool } from '#kit/pool';
import { type Tools, tool } from '#kit/tool';
import * as store from './store.ts';

/** What is tried, and at whom: an address as it was typed, or an id. `workspace` is left out before anybody is known; `ip` is the address of the network it comes from, where that is known. */
export type Tried = {
  readonly what: 'sign-in' | 'password-reset' | 'proof' | 'code' | 'asker';
  readonly of: string;
  readonly workspace?: WorkspaceId;
  readonly ip?: string | undefined;
};
/** `near` bounds the tries of one network, `far` those of all networks together and wider: whoever guesses from one network uses up their own tries, and leaves others theirs. */
export type Bounds = { readonly near: store.Limits; readonly far: store.Limits };
/** What was refused a moment ago, until when this node refuses it without asking again (ms): a flood at one address costs the database next to nothing. */
export type Refused = Map<string, { readonly waitsUntil: number; readonly until: number }>;
export const refusedTries = tool<Refused>('access.refused-tries');

/** Stands for no company: an address is tried before any is known, and where none knows it the same statements run. */
export const noCompany = 'wsp_00000000000000000000000000' as WorkspaceId;
const rememberedMs = 1000;
const mostRemembered = 10_000;
type Row = { readonly hash: string; readonly limits: store.Limits };

/**
 * Takes one try, in a transaction of its own, so that it counts however the caller's ends and many at once gain nothing; gives 0, or the seconds until the next one. `within` a transaction it
 * goes over a connection of its own pool, or many at once would wait for each other.
 */
export async function takeTry(
  tools: Tools,
  tried: Tried,
  bounds: store.Limits | Bounds,
  { within = false }: { readonly within?: boolean } = {},
): Promise<number> {
  const [workspace, rows] = [tried.workspace ?? noCompany, rowsOf(tools, tried, bounds)];
  const refused = refusedTries.of({ tools });
  const now = clock.of({ tools })().getTime();
  for (const { hash } of rows) {
    const known = refused.get(hash);
    if (known && now < known.until) return secondsTo(known.waitsUntil, now);
  }
  const full = await act(tools, counting(workspace), (ctx) => takeAll(ctx.db, workspace, rows, ctx.now), within ? triesPool : pool);
  if (full === undefined) return 0;
  const waitsUntil = full.at.getTime() - (full.limits.tries - 1) * full.limits.refillSeconds * 1000;
  refused.delete(full.hash);
  if (refused.size >= mostRemembered) refused.delete(refused.keys().next().value ?? '');
  refused.set(full.hash, { waitsUntil, until: Math.min(waitsUntil, now + rememberedMs) });
  return secondsTo(waitsUntil, now);
}

/**
 * Gives the tries back after a success, at once and whatever becomes of the caller's transaction: with its commit the rows would stay locked for as long as that takes, and whoever tries meanwhile would
 * hold a connection that all companies wait for. Tries of other networks stay counted where they are counted apart.
 */
export async function clearTries(
  tools: Tools,
  tried: Tried & { readonly workspace: WorkspaceId },
  bounds: store.Limits | Bounds,
): Promise<void> {
  const [{ workspace }, rows] = [tried, rowsOf(tools, tried, bounds)];
  const clear = async ({ db }: { db: Db }) => {
    for (const { hash } of rows) await store.clear(db, workspace, hash);
  };
  await act(tools, counting(workspace), clear, triesPool);
  forgetRefused(tools, rows);
}

/**
 * Gives back the one try that a success at an address took, and no more: the address may belong to several companies, and whoever has a password at one of them would otherwise guess at the others
 * without end.
 */
export async function giveAddressBack(tools: Tools, tried: Omit<Tried, 'workspace'>, bounds: Bounds): Promise<void> {
  const rows = rowsOf(tools, tried, bounds);
  await act(tools, counting(noCompany), ({ db }) => giveBack(db, noCompany, rows));
  forgetRefused(tools, rows);
}

/** Forgets what counts no more of a company. */
export async function sweepTries(ctx: Ctx): Promise<void> {
  await store.sweep(ctx.db, ctx.workspace, ctx.now);
}

/** The same of what was tried before any company was known. */
export const sweepTriesOfNobody = (tools: Tools): Promise<void> =>
  act(tools, { workspace: noCompany, actor: { kind: 'system', id: 'clock' } }, sweepTries);

/** Gives the first row that has none left; what was taken of those before it is given back, since nothing will be tried. */
async function takeAll(db: Db, workspace: WorkspaceId, rows: readonly Row[], now: Date): Promise<(Row & { at: Date }) | undefined> {
  for (const [place, row] of rows.entries()) {
    const at = await store.take(db, workspace, row.hash, now, row.limits);
    if (at === undefined) continue;
    await giveBack(db, workspace, rows.slice(0, place));
    return { ...row, at };
  }
  await store.dropPast(db, workspace, now);
  return undefined;
}

async function giveBack(db: Db, workspace: WorkspaceId, rows: readonly Row[]): Promise<void> {
  for (const { hash, limits } of rows) await store.giveBack(db, workspace, hash, limits);
}

/** The near one first: whoever has used up their own takes none of what all have together. Always in this order, so that no two wait for each other. */
function rowsOf(tools: Tools, { what, of, workspace = noCompany, ip = '' }: Tried, bounds: store.Limits | Bounds): Row[] {
  const tried = `${what} ${workspace} ${of}`;
  const all = { hash: lookupHash(tools, 'tries', tried) };
  if (!('near' in bounds)) return [{ ...all, limits: bounds }];
  return [
    { hash: lookupHash(tools, 'tries-near', `${networkOf(ip)} ${tried}`), limits: bounds.near },
    { ...all, limits: bounds.far },
  ];
}

function forgetRefused(tools: Tools, rows: readonly Row[]): void {
  for (const { hash } of rows) refusedTries.of({ tools }).delete(hash);
}

const counting = (workspace: WorkspaceId) => ({ workspace, actor: { kind: 'system', id: 'sign-in' } }) as const;
const secondsTo = (until: number, now: number): number => Math.max(1, Math.ceil((until - now) / 1000));
