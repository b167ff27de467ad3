// Announcements: what an earlier room tells later ones, stored in the transaction that caused it and carried out at least once, in order per key.
import type { Ctx } from './ctx.ts';
import { statement } from './db.ts';
import type { Holding } from './holding.ts';
import { newId, type WorkspaceId } from './ids.ts';
import { until } from './lasting.ts';
import { tool } from './tool.ts';

/** A typed announcement; its payload carries ids and codes only. */
export type Announcement<P> = { readonly topic: string; readonly __payload?: P };
export type Listener = {
  readonly topic: string;
  /** `room.verb`, unique: rows already stored are found again by it after a restart. */
  readonly name: string;
  /** Listeners of one key run one after another, in the order they were announced. */
  readonly orderBy?: (payload: Record<string, string | number>) => string;
  /** Opens its own transactions (`act`); must bear being run twice. Throwing retries with back-off. */
  readonly handle: (work: Work, payload: Record<string, string | number>) => Promise<void>;
  /** Tells whoever waits for it that it is given up, in transactions of its own; must bear being run twice. Where it throws the work is tried again, and this after it. */
  readonly died?: (work: Work, payload: Record<string, string | number>) => Promise<void>;
};
/** `isBack`: it was put off last because it had to wait for its place, so others came later than it. */
export type Work = { readonly workspace: WorkspaceId; readonly tools: Ctx['tools']; readonly attempt: number; readonly isBack?: boolean };

export const listeners = tool<ReadonlyMap<string, readonly Listener[]>>('kit.listeners');
/** Wakes the worker for a workspace after a commit. */
export const wake = tool<(workspace: WorkspaceId) => void>('kit.wake');

const insert = statement(
  'kit.announce',
  'INSERT INTO outbox (workspace_id, id, topic, listener, ordering_key, payload, available_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
);

export const announcement = <P extends Record<string, string | number>>(topic: string): Announcement<P> => ({ topic });

export function listen<P extends Record<string, string | number>>(
  heard: Announcement<P>,
  name: string,
  handle: (work: Work, payload: P) => Promise<void>,
  orderBy?: (payload: P) => string,
  died?: (work: Work, payload: P) => Promise<void>,
): Listener {
  return {
    topic: heard.topic,
    name,
    handle: handle as unknown as Listener['handle'],
    ...(orderBy && { orderBy: orderBy as unknown as NonNullable<Listener['orderBy']> }),
    ...(died && { died: died as unknown as NonNullable<Listener['died']> }),
  };
}

/** Stores the announcement for every listener, joined to the caller's transaction. */
export async function announce<P extends Record<string, string | number>>(ctx: Ctx, what: Announcement<P>, payload: P): Promise<void> {
  const heardBy = listeners.of(ctx).get(what.topic) ?? [];
  if (heardBy.length === 0) return;
  for (const listener of heardBy)
    await ctx.db.run(insert, [
      ctx.workspace,
      newId('out'),
      what.topic,
      listener.name,
      listener.orderBy?.(payload) ?? null,
      payload,
      ctx.now,
    ]);
  const wakeUp = wake.of(ctx);
  ctx.db.afterCommit(() => wakeUp(ctx.workspace));
}

/** Under this code stands in the outbox what has a place to come back to. */
export const inLine = 'in-line';

/** Thrown by a listener that wants to be run again after so many seconds without counting as a fault; `isInLine` where it was given a place among others, and comes back to it. */
export function retryLater(afterSeconds: number, isInLine = false): Error {
  return Object.assign(new Error('retry later'), { code: 'retry-later', afterSeconds, isInLine });
}

const aboutThese = `workspace_id = $1 AND EXISTS (SELECT 1 FROM jsonb_each_text(payload) part WHERE part.value = ANY($2))`;
const countAbout = statement<{ n: number }>('kit.outbox-count', `SELECT count(*)::int AS n FROM outbox WHERE ${aboutThese}`);
const deleteAbout = statement('kit.outbox-erase', `DELETE FROM outbox WHERE ${aboutThese}`);

const awaited = statement<{ value: string }>(
  'kit.outbox-awaited',
  'SELECT DISTINCT part.value FROM outbox, jsonb_each_text(payload) part WHERE workspace_id = $1 AND topic = $2 AND part.value = ANY($3::text[])',
);
/** Those of these ids that an announcement of this kind names which is not carried out yet, also one that was given up. */
export const awaitedOf = async (ctx: Ctx, { topic }: { readonly topic: string }, ids: readonly string[]): Promise<ReadonlySet<string>> =>
  new Set((await ctx.db.all(awaited, [ctx.workspace, topic, ids])).map(({ value }) => value));

/** What waits to be carried out may name a person by their pseudonym: it goes with them. */
export const outboxHolding: Holding = {
  table: 'outbox',
  about: 'person',
  columns: {
    workspace_id: 'key',
    id: 'key',
    topic: 'code',
    listener: 'code',
    ordering_key: 'key',
    payload: 'pseudonym',
    attempts: 'code',
    available_at: 'time',
    last_error: 'code',
    dead: 'code',
  },
  title: { en: 'Work that waits to be done', de: 'Arbeit, die noch zu tun ist' },
  purpose: 'service-conversation',
  period: until('complete'),
  count: async (ctx, subjects) => (await ctx.db.one(countAbout, [ctx.workspace, subjects])).n,
  erase: (ctx, subjects) => ctx.db.run(deleteAbout, [ctx.workspace, subjects]),
};
