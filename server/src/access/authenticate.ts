// Who stands behind a token, and what they may do now. Only somebody's hand keeps a session: what a page asks by itself is answered and leaves its time as it is (record 105).
import type { Carried } from '#kit/ctx';
import type { Id, StaffId, WorkspaceId } from '#kit/ids';
import { live } from '#kit/live';
import { act, clock } from '#kit/pool';
import { type Tools, tool } from '#kit/tool';
import { isKey, type KeyCaller, keyHash, readKey } from './api-keys/caller.ts';
import { hearOfSessions, whenOver } from './desk/told.ts';
import { carriedInEmergency } from './emergency/carried.ts';
import { findEntrance } from './entrances.ts';
import { carriedIn, firstEnd } from './grants/reach.ts';
import { permissionsIn } from './grants/rules.ts';
import { grantRows } from './grants/store.ts';
import type { Permission } from './permissions.ts';
import { isHeldBack } from './second-factor/needed.ts';
import { sessionRow, sessionSeen } from './session-store.ts';
import { proofSeconds, tokenHash } from './sessions.ts';

export type StaffSession = {
  readonly workspace: WorkspaceId;
  readonly actor: { readonly kind: 'staff'; readonly id: StaffId };
  readonly permissions: readonly Permission[];
  readonly grants: readonly Carried[];
  readonly session: Id<'ses'>;
  /** When the first of the grants ends, or the session itself: what it may do must be read anew then. */
  readonly until: Date | undefined;
  /** When the session is over unless somebody's hand uses it before. */
  readonly idleUntil: Date;
  /** Until when whoever sits there counts as proven for a dangerous act. */
  readonly freshUntil: Date;
  /** Came in by a password alone where a second factor is asked of all: nothing is open but the way to one. */
  readonly isHeldBack: boolean;
  /** Hears when this session is ended, here or on another node. */
  readonly whenOver: (hear: () => void) => () => void;
};
type Found = { readonly found: StaffSession | KeyCaller /** When a hand would be written down again. */; readonly touchAt: number };
export type SessionCache = Map<string, Found & { readonly until: number }>;
export const sessionCache = tool<SessionCache>('access.sessions');
const cacheSeconds = 5;
const sessionsKept = 10_000;
const touchSeconds = 60;

const changes = new WeakMap<SessionCache, number>();
const changesIn = (cache: SessionCache): number => changes.get(cache) ?? 0;

/** Forgets at once what memory holds of a session that changed, here or on another node, and everything where news of other nodes was missed. */
export function forgetChanged(tools: Tools): () => void {
  const cache = sessionCache.of({ tools });
  const forget = (isMeant: (found: Found['found']) => boolean) => {
    changes.set(cache, changesIn(cache) + 1);
    for (const [hash, { found }] of cache) if (isMeant(found)) cache.delete(hash);
  };
  const stops = [
    hearOfSessions(tools, ({ session }) => forget((found) => found.session === session)),
    live.of({ tools }).whenMissed(() => forget(() => true)),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * Who stands behind a session token (cookie or bearer) or the key of a program, or undefined. Answers come from memory for up to 5 seconds. Counts as use of the session,
 * written down once a minute, unless it `isByItself`: asked by a page at which nobody sits.
 */
export async function authenticateStaff(
  tools: Tools,
  token: string,
  { isByItself = false } = {},
): Promise<StaffSession | KeyCaller | undefined> {
  if (!isKey(token) && !/^[\w-]{43}$/.test(token)) return undefined;
  const cache = sessionCache.of({ tools });
  const hash = isKey(token) ? keyHash(tools, token) : tokenHash(tools, token);
  const now = clock.of({ tools })().getTime();
  const known = cache.get(hash);
  if (known && known.until > now && (isByItself || known.touchAt >= now)) return known.found;
  cache.delete(hash);
  const before = changesIn(cache);
  const read = isKey(token) ? await findKey(tools, token) : await findSession(tools, token, hash, isByItself);
  if (!read || changesIn(cache) !== before) return read?.found; // what was read while some session changed may be what it was before: it counts once
  if (cache.size >= sessionsKept) cache.clear();
  cache.set(hash, { ...read, until: Math.min(now + cacheSeconds * 1000, ...endsOf(read.found)) });
  return read.found;
}

const endsOf = (found: StaffSession | KeyCaller): number[] =>
  [found.until, 'idleUntil' in found ? found.idleUntil : undefined].flatMap((each) => each?.getTime() ?? []);

async function findKey(tools: Tools, token: string): Promise<Found | undefined> {
  const found = await readKey(tools, token);
  return found && { found, touchAt: Number.POSITIVE_INFINITY };
}

async function findSession(tools: Tools, token: string, hash: string, isByItself: boolean): Promise<Found | undefined> {
  const entrance = await findEntrance(tools, 'session', token);
  return entrance && readSession(tools, entrance.workspace, hash, isByItself);
}

async function readSession(tools: Tools, workspace: WorkspaceId, hash: string, isByItself: boolean): Promise<Found | undefined> {
  return act(tools, { workspace, actor: { kind: 'system', id: 'sign-in' } }, async (ctx) => {
    const row = await sessionRow(ctx.db, workspace, hash, ctx.now);
    if (!row) return undefined;
    const isTouched = !isByItself && ctx.now.getTime() - row.seen_at.getTime() > touchSeconds * 1000;
    if (isTouched) await sessionSeen(ctx.db, workspace, row.id, ctx.now);
    const seen = (isTouched ? ctx.now : row.seen_at).getTime();
    const held = await grantRows(ctx.db, workspace, [row.staff_id], ctx.now);
    const urgent = await carriedInEmergency(ctx, row.staff_id);
    const grants = [...held.map(carriedIn), ...urgent.map(({ carried }) => carried)];
    const found: StaffSession = {
      workspace,
      actor: { kind: 'staff', id: row.staff_id },
      permissions: permissionsIn(grants),
      grants,
      until: firstEnd([...held, ...urgent, { until: row.expires_at }]),
      idleUntil: new Date(seen + row.idle_minutes * 60_000),
      session: row.id,
      isHeldBack: await isHeldBack(ctx, row.proven_by),
      freshUntil: new Date(row.proven_at.getTime() + proofSeconds * 1000),
      whenOver: (hear) => whenOver(tools, workspace, row.id, hear),
    };
    return { found, touchAt: seen + touchSeconds * 1000 };
  });
}
