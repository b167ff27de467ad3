// Who is at the door, as far as it can be told before anything is asked of the database: requests of one company stand in one line (see turns.ts).
import { hash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { config } from '#kit/config';
import type { WorkspaceId } from '#kit/ids';
import { networkOf } from '#kit/network';
import { Problem } from '#kit/problem';
import type { Route } from '#kit/route';
import type { Tools } from '#kit/tool';
import { openBodies } from './bodies.ts';
import { cookiesOf } from './cookies.ts';
import { type Line, openTurns } from './turns.ts';

export type Door = {
  /** Finds out in whose line the request stands. Problem `too-many` when that line is full, or its body finds no room. */
  look(request: FastifyRequest, reply: FastifyReply, about: About): void;
  /** Does the work when it is that line's turn. Problem `too-many`. */
  pass<T>(request: FastifyRequest, work: () => T | Promise<T>): Promise<T>;
  /** From now on the bearer of this token stands in the line of this company. */
  remember(token: string | undefined, workspace: WorkspaceId): void;
  /** From now on whoever comes with this public key stands in the line of it: something was found there. */
  rememberKey(key: string): void;
  /** From now on whoever knocks with this key of an account stands in the line of that account: a provider has proved itself there. */
  rememberHook(key: string): void;
};
/** `hook`: a door for providers, with the key of the account in its path, empty where there is none. */
export type About = { readonly route: Route; readonly bodyLimit: number; readonly hook?: string | undefined };

const most = {
  ...{
    together: 6,
    ofOne: 3,
    atOnce: 2,
    strangers: 8,
    hooks: 8,
    waitingOfOne: 256,
    waitingOfBearer: 192,
    waiting: 2_000,
    waitingStrangers: 512,
  },
  ...{ patientOfOne: 2_000, patient: 3_000 }, // a webhook is small, and served in milliseconds: the last of these is before its provider loses patience (Twilio: 15 s)
};
const longMs = 500;
const mostBearers = 50_000;
const sessionCookie = 'parley_session';

export function openDoor(tools: Tools): Door {
  const { poolSize } = config.of({ tools });
  // what takes long may hold a connection of the database all the while: half of them stay for what is quick
  const turns = openTurns({
    ...most,
    alone: Math.max(64, 3 * poolSize),
    long: Math.ceil(poolSize / 2),
    longOfOne: Math.ceil(poolSize / 4),
  });
  const bodies = openBodies();
  const lines = new WeakMap<FastifyRequest, Line>();
  const bearers = new Map<string, WorkspaceId>(); // by a hash: this is no place to keep what opens doors
  const [hooks, keys] = [openKnown(), openKnown()];
  /**
   * Providers come from few addresses for everybody: an account at which one proved itself has a line of its own, so that no company's burst is another's. Until then the address counts, or
   * keys that somebody made up would be lines without number.
   */
  const hookLine = (key: string, ip: string): Line =>
    hooks.has(key)
      ? { name: `hook ${key}`, isCompany: false, isHook: true, isPatient: true }
      : { name: `hooks of ${networkOf(ip)}`, isCompany: false, isPatient: true };
  /**
   * A public key has a line beside its company's, so that nobody who only read it off a page can keep the company's people waiting. Until a key was found the address counts, or whoever makes
   * keys up would be lines without number.
   */
  const lineOf = (request: FastifyRequest, route: Route): Line => {
    const token = tokenOf(tools, request, route);
    const workspace = token === undefined ? undefined : (route.workspaceOf?.(tools, token) ?? bearers.get(hash('sha256', token)));
    if (token !== undefined && workspace !== undefined) return { name: workspace, who: hash('sha256', token), isCompany: true };
    const { key } = (request.params ?? {}) as { key?: string };
    return { name: key !== undefined && keys.has(key) ? `key ${key}` : `address ${networkOf(request.ip)}`, isCompany: false };
  };
  return {
    look: (request, reply, { route, bodyLimit, hook }) => {
      const line = hook === undefined ? lineOf(request, route) : hookLine(hook, request.ip);
      if (turns.isFull(line)) throw new Problem('too-many', { retryAfterSeconds: 1 });
      bodies.admit(request, reply, line, bodyLimit);
      lines.set(request, line);
    },
    pass: async (request, work) => {
      const line = lines.get(request) ?? { name: 'nobody', isCompany: false };
      const place = await turns.take(line);
      const long = setTimeout(() => place.stepAside(), longMs);
      try {
        // whoever asked has gone; what a provider handed in is taken all the same, since it may not hand it in again
        if (request.raw.socket?.destroyed && !line.isPatient) throw new Problem('too-many', { retryAfterSeconds: 1 });
        return await work();
      } finally {
        clearTimeout(long);
        place.leave();
      }
    },
    remember: (token, workspace) => {
      if (token === undefined) return;
      const bearer = hash('sha256', token);
      if (bearers.has(bearer)) return;
      bearers.set(bearer, workspace);
      if (bearers.size > mostBearers) bearers.delete(bearers.keys().next().value ?? '');
    },
    rememberKey: (key) => keys.add(key),
    rememberHook: (key) => hooks.add(key),
  };
}

/** Keys that are known, by a hash as well, as many as may be remembered. */
function openKnown(): { has(key: string): boolean; add(key: string): void } {
  const known = new Set<string>();
  return {
    has: (key) => known.has(hash('sha256', key)),
    add: (key) => {
      known.add(hash('sha256', key));
      if (known.size > mostBearers) known.delete(known.keys().next().value ?? '');
    },
  };
}

export const bearerOf = ({ headers: { authorization } }: FastifyRequest): string | undefined =>
  authorization?.startsWith('Bearer ') ? authorization.slice(7) : undefined;

/** What the request brings to say who it is; a cookie counts for staff alone. */
export function tokenOf(tools: Tools, request: FastifyRequest, { permission }: Pick<Route, 'permission'>): string | undefined {
  return bearerOf(request) ?? (['visitor', 'person', 'kiosk'].includes(permission) ? undefined : cookiesOf(request, tools)[sessionCookie]);
}
