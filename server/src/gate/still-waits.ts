// After a restore the noes of a company that withholds its root key are said again once it gives the key back, within a minute. Until that is done the gate answers as if the key were withheld still: what the
// restored rows say, old yeses and no objections, would count otherwise (Art. 7(3), 18, 21).
import { noesWaiting } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { WorkspaceId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { type Tools, tool } from '#kit/tool';

/** The companies about which the file that all nodes share is asked; nobody else pays for it. */
const closed = tool<Set<WorkspaceId>>('gate.noes-wait');

/** Reads which companies wait now. With each start, and whenever noes were said again. */
export function closeWhileWithheld(tools: Tools): void {
  closed.set(tools, new Set(withheldIn(tools)));
}

/** Problem `key-withheld` where noes wait for a company's root key. To be asked before anything is read. The restore itself is let through. */
export function refuseWhileNoesWait(ctx: Ctx): void {
  const waiting = closed.of(ctx);
  if (!waiting.has(ctx.workspace) || ctx.actor.id === 'restore') return;
  if (withheldIn(ctx.tools).includes(ctx.workspace)) throw new Problem('key-withheld');
  waiting.delete(ctx.workspace);
}

const withheldIn = (tools: Tools): WorkspaceId[] =>
  noesWaiting(tools).flatMap(({ workspace, isWithheld }) => (isWithheld ? [workspace] : []));
