// Lines that stay open, to a carrier or a mailbox: which of them this node holds. One node holds a line, by a lease that it renews; when the node dies, another takes the line over
// as soon as the lease has run out. A node whose renewals get stuck hangs up before that.
import { randomUUID } from 'node:crypto';
import type { Ctx } from '#kit/ctx';
import type { InboxId, WorkspaceId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import { act } from '#kit/pool';
import type { Clock } from '#kit/room';
import { type Tool, type Tools, tool } from '#kit/tool';
import type { Account, ChannelKind, Hooks, Settings } from '../adapter.ts';
import { holdLine, letLineGo, lineOf, unheldLines } from './store.ts';

export type OpenLine<S extends Settings> = { readonly account: Account<S>; state(): string; stop(): Promise<void> };
/** A kind of lines: whose they are, how one is opened, and for how long it is leased. */
export type Kind<S extends Settings, L extends OpenLine<S>> = {
  /** Stands before what the log says of them. */
  readonly code: 'sms' | 'mail';
  /** Under which they are kept among the tools. */
  readonly name: string;
  readonly clock: string;
  readonly adapter: ChannelKind;
  /** The setting by which an account has a line, and its value. */
  readonly by: readonly [setting: string, value: string];
  readonly hooks: Tool<Hooks>;
  open(tools: Tools, account: Account<S>): L;
  /** `leaseMs`: after a kill others wait that long before they take the line over. */
  patience(tools: Tools): { readonly leaseMs: number; readonly renewMs: number };
};

/** `until`: the end of what was granted, in milliseconds of `performance.now`. */
type Held<L> = { readonly line: L; readonly beat: NodeJS.Timeout; readonly said: string; until: number; isRenewing: boolean };
type Lines<L> = {
  readonly holder: string;
  readonly held: Map<InboxId, Held<L>>;
  readonly taking: Map<InboxId, Promise<L | undefined>>;
  /** Lines that take leave: nobody opens another of an inbox before its lease is given back. */
  readonly leaving: Map<InboxId, Promise<void>>;
  isClosed: boolean;
};

/** The lines of one kind. */
export function keepLines<S extends Settings, L extends OpenLine<S>>(kind: Kind<S, L>) {
  const lines = tool<Lines<L>>(kind.name);

  const holdLines: Clock = {
    name: kind.clock,
    everySeconds: 5,
    run: async (ctx) => {
      const { workspace, tools } = ctx;
      const unheld = await ctx.db.all(unheldLines, [workspace, ctx.now, kind.adapter, ...kind.by]);
      ctx.db.afterCommit(() => {
        for (const { inbox } of unheld) void lineHere(tools, workspace, inbox);
      });
    },
  };

  /** The line, if this node holds it or can take it now; undefined while another node holds it. Never throws. */
  async function lineHere(tools: Tools, workspace: WorkspaceId, inbox: InboxId, account?: Account<S>): Promise<L | undefined> {
    const all = linesOf(tools);
    const taking = all.taking.get(inbox);
    if (taking !== undefined) return taking;
    const held = all.held.get(inbox);
    if (held) return held.line;
    const work = take(tools, workspace, inbox, account)
      .catch((error: unknown) => {
        log.of({ tools })('warn', `${kind.code}.line-not-taken` as const, { workspace, inbox, error: errorCode(error) });
        return undefined;
      })
      .finally(() => all.taking.delete(inbox));
    all.taking.set(inbox, work);
    return work;
  }

  /** Whether another node holds the line now. */
  async function isHeldElsewhere({ inbox }: Pick<Account, 'inbox'>, ctx: Ctx): Promise<boolean> {
    const row = await ctx.db.maybe(lineOf, [ctx.workspace, inbox]);
    return row !== undefined && row.holder !== linesOf(ctx.tools).holder && row.heldUntil > ctx.now;
  }

  /** How the line stands, also where another node holds it; undefined while nobody does. */
  const standOf = (tools: Tools, { workspace, inbox }: Account) =>
    inSystem(kind.clock, tools, workspace, async (ctx) => {
      const row = await ctx.db.maybe(lineOf, [workspace, inbox]);
      return row && row.heldUntil > ctx.now ? (row.state as ReturnType<L['state']>) : undefined;
    });

  /** Takes leave of every message centre, and lets others take over at once. */
  async function closeLines(tools: Tools): Promise<void> {
    if (!tools.has(lines.name)) return;
    const all = lines.of({ tools });
    all.isClosed = true;
    await Promise.allSettled(all.taking.values());
    await Promise.all([...all.held.keys()].map((inbox) => letGo(tools, inbox, true)));
  }

  /** Hangs up what this node holds for a company; lines that are to stand are taken up again by the clock. */
  async function hangUp(tools: Tools, workspace: WorkspaceId): Promise<void> {
    const own = [...linesOf(tools).held].filter(([, { line }]) => line.account.workspace === workspace);
    await Promise.all(own.map(([inbox]) => letGo(tools, inbox, true)));
  }

  async function take(tools: Tools, workspace: WorkspaceId, inbox: InboxId, account?: Account<S>): Promise<L | undefined> {
    const all = linesOf(tools);
    await all.leaving.get(inbox);
    const { leaseMs, renewMs } = kind.patience(tools);
    const until = performance.now() + leaseMs;
    const known = account ?? ((await kind.hooks.of({ tools }).accountOf(workspace, inbox)) as Account<S> | undefined);
    if (all.isClosed || known?.settings[kind.by[0]] !== kind.by[1] || !(await hold(tools, workspace, inbox, 'connecting')))
      return undefined;
    const line = kind.open(tools, known);
    const beat = setInterval(() => void renew(tools, workspace, inbox), renewMs);
    beat.unref();
    all.held.set(inbox, { line, beat, said: JSON.stringify(known.settings), until, isRenewing: false });
    return line;
  }

  /** Goes on holding it; with new settings it is opened anew, and what is not ours any more is let go. */
  async function renew(tools: Tools, workspace: WorkspaceId, inbox: InboxId): Promise<void> {
    const held = linesOf(tools).held.get(inbox);
    if (!held) return;
    const now = performance.now();
    const { leaseMs, renewMs } = kind.patience(tools);
    if (now + renewMs > held.until) return letGo(tools, inbox, false); // a database that hangs says nothing: before the next look somebody else may hold it
    if (held.isRenewing) return;
    held.isRenewing = true;
    try {
      const account = (await kind.hooks.of({ tools }).accountOf(workspace, inbox)) as Account<S> | undefined;
      const isOurs = await hold(tools, workspace, inbox, held.line.state());
      if (linesOf(tools).held.get(inbox) !== held) return;
      if (!isOurs) return await letGo(tools, inbox, false);
      held.until = now + leaseMs;
      if (JSON.stringify(account?.settings) === held.said) return;
      await letGo(tools, inbox, true);
      if (account) await lineHere(tools, workspace, inbox);
    } catch (error) {
      // without the database nothing could be taken in, and in a moment the lease is over: somebody else may take the line then
      log.of({ tools })('warn', `${kind.code}.line-not-renewed` as const, { workspace, inbox, error: errorCode(error) });
      await letGo(tools, inbox, false);
    } finally {
      held.isRenewing = false;
    }
  }

  async function letGo(tools: Tools, inbox: InboxId, isOurs: boolean): Promise<void> {
    const { held, holder, leaving } = linesOf(tools);
    const own = held.get(inbox);
    if (!own) return;
    held.delete(inbox);
    clearInterval(own.beat);
    const { workspace } = own.line.account;
    const leave = async (): Promise<void> => {
      await own.line.stop();
      if (isOurs)
        await inSystem(kind.clock, tools, workspace, (ctx) => ctx.db.run(letLineGo, [workspace, inbox, holder])).catch(() => undefined);
    };
    const gone = leave().finally(() => leaving.delete(inbox));
    leaving.set(inbox, gone);
    await gone;
  }

  const hold = (tools: Tools, workspace: WorkspaceId, inbox: InboxId, state: string): Promise<boolean> =>
    inSystem(kind.clock, tools, workspace, async (ctx) => {
      const until = new Date(ctx.now.getTime() + kind.patience(tools).leaseMs);
      return (await ctx.db.maybe(holdLine, [workspace, inbox, linesOf(tools).holder, until, ctx.now, state])) !== undefined;
    });

  function linesOf(tools: Tools): Lines<L> {
    if (!tools.has(lines.name))
      lines.set(tools, { holder: randomUUID(), held: new Map(), taking: new Map(), leaving: new Map(), isClosed: false });
    return lines.of({ tools });
  }

  return { holdLines, lineHere, isHeldElsewhere, standOf, closeLines, hangUp };
}

const inSystem = <T>(id: string, tools: Tools, workspace: WorkspaceId, run: (ctx: Ctx) => Promise<T>): Promise<T> =>
  act(tools, { workspace, actor: { kind: 'system', id } }, run);
