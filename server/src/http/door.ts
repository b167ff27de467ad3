// Who is at the door, as far as it can be told before anything is asked of the database: requests of one company stand in one line (see turns.ts).
import { hash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { config } from '#kit/config';
import type { WorkspaceId } from '#kit/ids';
import { Problem } from '#kit/problem';
import type { Route } from '#kit/route';
import type { Tools } from '#kit/tool';
import { openBodies } from './bodies.ts';
import { cookiesOf } from './cookies.ts';
import { type Line, openTurns } from './turns.ts';

export type Door = {
  /** Finds out in whose line the request stands. Problem `too-many` when that line is full, or its body finds no room. */
  look(request: FastifyRequest, reply: FastifyReply, about: { route: Route; bodyLimit: number }): void;
  /** Does the work when it is that line's turn. Problem `too-many`. */
  pass<T>(request: FastifyRequest, work: () => T | Promise<T>): Promise<T>;
  /** From now on the bearer of this token stands in the line of this company. */
  remember(token: string | undefined, workspace: WorkspaceId): void;
};

const most = { together: 6, ofOne: 3, atOnce: 2, strangers: 8, waitingOfOne: 256, waiting: 2_000 };
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
  /** A public key has a line beside its company's, so that nobody who only read it off a page can keep the company's people waiting. */
  const lineOf = (request: FastifyRequest, route: Route): Line => {
    const token = tokenOf(tools, request, route);
    const workspace = token === undefined ? undefined : (route.workspaceOf?.(tools, token) ?? bearers.get(hash('sha256', token)));
    if (workspace !== undefined) return { name: workspace, isCompany: true };
    const { key } = (request.params ?? {}) as { key?: string };
    return { name: key === undefined ? `address ${request.ip}` : `key ${key}`, isCompany: false };
  };
  return {
    look: (request, reply, { route, bodyLimit }) => {
      const line = lineOf(request, route);
      if (turns.isFull(line.name)) throw new Problem('too-many', { retryAfterSeconds: 1 });
      bodies.admit(request, reply, line, bodyLimit);
      lines.set(request, line);
    },
    pass: async (request, work) => {
      const place = await turns.take(lines.get(request) ?? { name: 'nobody', isCompany: false });
      const long = setTimeout(() => place.stepAside(), longMs);
      try {
        if (request.raw.socket?.destroyed) throw new Problem('too-many', { retryAfterSeconds: 1 }); // whoever asked has gone
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
  };
}

export const bearerOf = ({ headers: { authorization } }: FastifyRequest): string | undefined =>
  authorization?.startsWith('Bearer ') ? authorization.slice(7) : undefined;

/** What the request brings to say who it is; a cookie counts for staff alone. */
export function tokenOf(tools: Tools, request: FastifyRequest, { permission }: Pick<Route, 'permission'>): string | undefined {
  return bearerOf(request) ?? (['visitor', 'person', 'kiosk'].includes(permission) ? undefined : cookiesOf(request, tools)[sessionCookie]);
}
