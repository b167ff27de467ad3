// Who is at the door, as far as it can be told before anything is asked of the database: requests of one company stand in one line (see turns.ts).
import { hash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { WorkspaceId } from '#kit/ids';
import { Problem } from '#kit/problem';
import type { Route } from '#kit/route';
import type { Tools } from '#kit/tool';
import { cookiesOf } from './cookies.ts';
import type { Authenticators } from './mount.ts';
import { type Line, openTurns } from './turns.ts';

export type Door = {
  /** Finds out in whose line the request stands. Problem `too-many` when that line is full. */
  look(request: FastifyRequest, route: Route): void;
  /** Does the work when it is that line's turn. Problem `too-many`. */
  pass<T>(request: FastifyRequest, work: () => T | Promise<T>): Promise<T>;
  /** From now on the bearer of this token stands in the line of this company. */
  remember(token: string | undefined, workspace: WorkspaceId): void;
};

const most = { alone: 256, together: 6, ofOne: 3, atOnce: 2, waitingOfOne: 256, waiting: 2_000 };
const longMs = 500; // what takes longer waits for something else (a relay, a disk, a slow hash) and keeps nobody from the processor
const mostBearers = 50_000;
const sessionCookie = 'parley_session';

export function openDoor(tools: Tools, companyBehind: Authenticators['companyBehind']): Door {
  const turns = openTurns(most);
  const lines = new WeakMap<FastifyRequest, Line>();
  const bearers = new Map<string, WorkspaceId>(); // by a hash: this is no place to keep what opens doors
  const lineOf = (request: FastifyRequest, route: Route): Line => {
    const token = tokenOf(tools, request, route);
    const { key } = (request.params ?? {}) as { key?: string };
    const workspace =
      (token === undefined ? undefined : (route.workspaceOf?.(tools, token) ?? bearers.get(hash('sha256', token)))) ??
      (key === undefined ? undefined : companyBehind(tools, key));
    return workspace === undefined ? { name: `address ${request.ip}`, isCompany: false } : { name: workspace, isCompany: true };
  };
  return {
    look: (request, route) => {
      const line = lineOf(request, route);
      if (turns.isFull(line.name)) throw new Problem('too-many', { retryAfterSeconds: 1 });
      lines.set(request, line);
    },
    pass: async (request, work) => {
      const giveBack = await turns.take(lines.get(request) ?? { name: 'nobody', isCompany: false });
      const long = setTimeout(giveBack, longMs);
      try {
        if (request.raw.socket?.destroyed) throw new Problem('too-many', { retryAfterSeconds: 1 }); // whoever asked has gone
        return await work();
      } finally {
        clearTimeout(long);
        giveBack();
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
  return bearerOf(request) ?? (permission === 'visitor' || permission === 'person' ? undefined : cookiesOf(request, tools)[sessionCookie]);
}
