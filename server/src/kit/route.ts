// How a room says which endpoint it serves: contract name, permission, purpose, one verb. http.ts mounts them, opens the transaction and maps errors.
import type { Answer, Body, Params, ProblemBody, Query, RouteName } from '@parley/contract';
import type { Actor, Ctx } from './ctx.ts';
import type { WorkspaceId } from './ids.ts';
import type { Tools } from './tool.ts';

/** Facts of the HTTP request that a verb may need; `ip` is personal data and is never logged. */
export type RequestFacts = {
  readonly ip: string;
  readonly userAgent: string;
  readonly idempotencyKey: string | undefined;
  readonly cookies: Readonly<Record<string, string | undefined>>;
  readonly token: string | undefined;
  header(name: string): string | undefined;
};
export type Input<N extends RouteName> = {
  readonly params: Params<N>;
  readonly query: Query<N>;
  readonly body: Body<N>;
  /** Bytes of an `upload` endpoint. */
  readonly bytes: Buffer;
  readonly request: RequestFacts;
};

/** An answer with cookies, other headers, bytes, or a stream of events instead of plain JSON. */
export type Special = {
  readonly special: true;
  /** Whoever asks has it already. */
  readonly status?: 304;
  readonly json?: unknown;
  readonly bytes?: Buffer | NodeJS.ReadableStream;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly { name: string; value: string; maxAgeSeconds: number }[];
  /** Server-Sent Events: called once after the commit; returns what to do when the page goes away. `beat` keeps proxies from cutting the line. */
  readonly stream?: (send: (event: { id?: string; event: string; data: unknown }) => void) => () => void;
  /** Streams under one name hear the same: they share one `stream`, and what it sends is written out once for all of them. Names whose pages may hear different things must differ. */
  readonly sharedAs?: string;
};
export type Result<N extends RouteName> = Answer<N> | Special;

type Who = { readonly workspace: WorkspaceId; readonly actor: Actor };

/** A route of staff, visitor or person: runs in one transaction of the caller's workspace; the answer leaves after the commit. */
export type Route = {
  readonly name: RouteName;
  /** A permission of `access` for staff; `visitor`, `person` or `kiosk` for those tokens; `public` for nobody. */
  readonly permission: string;
  /** Purpose code under which personal data is touched; null when none is. */
  readonly purpose: string | null;
  /** Other purposes for which staff may do this when their roles do not carry the first, such as handling a request of the person. */
  readonly orFor?: readonly string[];
  readonly bodyLimitBytes?: number;
  /** At most this many calls a minute from one address; for doors that guess-work could open. */
  readonly perMinute?: number;
  /** A dangerous act: whoever sits there must have proved who they are within ten minutes, and no program may do it. */
  readonly stepUp?: true;
  /** Leads to a second factor, or out: open also to staff who must set one up before anything else. */
  readonly isForSignIn?: true;
  /** Takes effect at once, whoever else waits: over a connection that is kept for such acts. */
  readonly isUrgent?: true;
  /** Asked often, and each statement of it looks up by keys: plans are made once, not for each call. */
  readonly onlyByKeys?: true;
  /** Slow work that needs no transaction, for a caller who is known and allowed: done before one opens, so that it holds no connection. `handle` gets it as `prepared`. */
  readonly prepare?: (tools: Tools, input: Input<RouteName>, who: Who) => Promise<unknown>;
  readonly handle?: (ctx: Ctx, input: Input<RouteName> & { readonly prepared: unknown }) => Promise<unknown>;
  readonly handlePublic?: (tools: Tools, input: Input<RouteName>) => Promise<unknown>;
  /** How a specification that is not ours wants a refusal: the problem (RFC 9457) with its status and what it asks for besides. */
  readonly refusal?: (problem: ProblemBody) => ProblemBody;
  /** Whose token it is, told without asking the database. */
  readonly workspaceOf?: (tools: Tools, token: string) => WorkspaceId | undefined;
};
type Traits = {
  permission: string;
  purpose: string | null;
  orFor?: readonly string[];
  bodyLimitBytes?: number;
  perMinute?: number;
  stepUp?: true;
  isForSignIn?: true;
  isUrgent?: true;
  onlyByKeys?: true;
  refusal?: (problem: ProblemBody) => ProblemBody;
};

export function route<N extends RouteName, P = undefined>(
  name: N,
  traits: Traits & {
    prepare?: (tools: Tools, input: Input<N>, who: Who) => Promise<P>;
    handle: (ctx: Ctx, input: Input<N> & { readonly prepared: P }) => Promise<Result<N>>;
  },
): Route {
  return { ...traits, name } as unknown as Route;
}

/** A route before anyone is known: the verb finds the workspace itself (`#access` findEntrance) and opens its own transaction with `act`. */
export function publicRoute<N extends RouteName>(
  name: N,
  traits: Omit<Traits, 'permission'> & { handle: (tools: Tools, input: Input<N>) => Promise<Result<N>> },
): Route {
  const { handle, ...rest } = traits;
  return { ...rest, permission: 'public', name, handlePublic: handle } as unknown as Route;
}

/** A route whose calls are written together with others that come in at the same moment: the verb knows its caller by the token itself, and answers after the commit of them all. */
export function joinedRoute<N extends RouteName>(
  name: N,
  traits: Traits & { workspaceOf: NonNullable<Route['workspaceOf']>; handle: (tools: Tools, input: Input<N>) => Promise<Result<N>> },
): Route {
  const { handle, ...rest } = traits;
  return { ...rest, name, handlePublic: handle } as unknown as Route;
}

export const special = (parts: Omit<Special, 'special'>): Special => ({ special: true, ...parts });

/** Plain JSON that is written out now, beside something that is still waited for. */
export const written = (json: unknown): Special =>
  special({ bytes: Buffer.from(JSON.stringify(json)), headers: { 'content-type': 'application/json; charset=utf-8' } });
