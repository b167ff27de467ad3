// Tries at what can be guessed (a password, a code of six digits, whose mailbox gets a link) are counted in the database: any number of nodes give no more of them than one, and neither a
// restart nor a kill gives them back (Art. 32(1)(b)). Only keyed hashes lie there, each until its tries are all there again.
import { lookupHash } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { WorkspaceId } from '#kit/ids';
import { act, clock, pool, triesPool } from '#kit/pool';
import { type Tools, tool } from '#kit/tool';
import { workspaceIds } from '../entrances.ts';
import * as store from './store.ts';

/** What is tried, and at whom: an address as it was typed, or an id. `workspace` is left out before anybody is known. */
export type Tried = {
  readonly what: 'sign-in' | 'password-reset' | 'proof' | 'code';
  readonly of: string;
  readonly workspace?: WorkspaceId;
};
/** What was refused a moment ago, until when this node refuses it without asking again (ms): a flood at one address costs the database next to nothing. */
export type Refused = Map<string, { readonly waitsUntil: number; readonly until: number }>;
export const refusedTries = tool<Refused>('access.refused-tries');

/** Stands for no company: an address is tried before any is known, and where none knows it the same statements run. */
export const noCompany = 'wsp_00000000000000000000000000' as WorkspaceId;
const rememberedMs = 1000;
const mostRemembered = 10_000;

/**
 * Takes one try, in a transaction of its own, so that it counts however the caller's ends and many at once gain nothing; gives 0, or the seconds until the next one. `within` a transaction it
 * goes over a connection of its own pool, or many at once would wait for each other.
 */
export async function takeTry(tools: Tools, tried: Tried, limits: store.Limits, { within = false } = {}): Promise<number> {
  const [workspace, hash] = [tried.workspace ?? noCompany, hashOf(tools, tried)];
  const refused = refusedTries.of({ tools });
  const now = clock.of({ tools })().getTime();
  const known = refused.get(hash);
  if (known && now < known.until) return secondsTo(known.waitsUntil, now);
  const who = { workspace, actor: { kind: 'system', id: 'sign-in' } } as const;
  const full = await act(tools, who, (ctx) => store.take(ctx.db, workspace, hash, ctx.now, limits), within ? triesPool : pool);
  if (full === undefined) return 0;
  const waitsUntil = full.getTime() - (limits.tries - 1) * limits.refillSeconds * 1000;
  refused.delete(hash);
  if (refused.size >= mostRemembered) refused.delete(refused.keys().next().value ?? '');
  refused.set(hash, { waitsUntil, until: Math.min(waitsUntil, now + rememberedMs) });
  return secondsTo(waitsUntil, now);
}

/**
 * Gives the tries back after a success, at once and whatever becomes of the caller's transaction: with its commit the row would stay locked for as long as that takes, and whoever tries meanwhile would
 * hold a connection that all companies wait for.
 */
export async function clearTries({ tools }: Ctx, tried: Tried & { readonly workspace: WorkspaceId }): Promise<void> {
  const [{ workspace }, hash] = [tried, hashOf(tools, tried)];
  await act(tools, { workspace, actor: { kind: 'system', id: 'sign-in' } }, ({ db }) => store.clear(db, workspace, hash), triesPool);
  refusedTries.of({ tools }).delete(hash);
}

/**
 * Gives back the one try that a success at an address took, and no more: the address may belong to several companies, and whoever has a password at one of them would otherwise guess at the others
 * without end.
 */
export const giveAddressBack = (tools: Tools, tried: Omit<Tried, 'workspace'>, limits: store.Limits): Promise<void> =>
  act(tools, { workspace: noCompany, actor: { kind: 'system', id: 'sign-in' } }, async (ctx) => {
    const hash = hashOf(tools, tried);
    await store.giveBack(ctx.db, noCompany, hash, limits);
    ctx.db.afterCommit(() => refusedTries.of(ctx).delete(hash));
  });

/** Forgets what counts no more, of every company and of none. */
export async function sweepTries(tools: Tools): Promise<void> {
  for (const workspace of [noCompany, ...(await workspaceIds(tools))])
    await act(tools, { workspace, actor: { kind: 'system', id: 'clock' } }, (ctx) => store.sweep(ctx.db, workspace, ctx.now));
}

const hashOf = (tools: Tools, { what, of, workspace = noCompany }: Tried): string =>
  lookupHash(tools, 'tries', `${what} ${workspace} ${of}`);
const secondsTo = (until: number, now: number): number => Math.max(1, Math.ceil((until - now) / 1000));
