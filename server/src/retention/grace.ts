// Days of grace after an older backup was restored. A legal hold that was set after it is not in it, and on no list, as it is the company's word: whatever it kept would go with the first sweep, before anybody could set
// it again (Art. 17(3)(e)). So nothing goes by time until they had a week for it.
import { setTimeout as pause } from 'node:timers/promises';
import { workspaceIds } from '#access';
import { holdOffSweep, standingAgain } from '#fields';
import { areNoesLost, sayNoAgain } from '#gate';
import { stoppedFields, unlessClosed } from '#keys';
import type { Ctx } from '#kit/ctx';
import { log } from '#kit/log';
import { act, clock } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { store } from './store.ts';
import { dayOf, isInGrace } from './turn.ts';

const graceDays = 7;
/** What another node is writing down and has not committed yet is there by then. */
const settleMs = 1000;

/** From now on nothing goes by time in any company before the day that this gives (YYYY-MM-DD), or a later one that stood there. Safe to repeat. */
export async function giveGrace(tools: Tools): Promise<string> {
  const first = dayOf({ now: clock.of({ tools })() }, graceDays);
  const hold = async (ctx: Ctx): Promise<void> => {
    await store.begin(ctx);
    await store.holdOff(ctx, first);
    await holdOffSweep(ctx, first);
    await append(ctx, { kind: 'retention.held-off', facts: { until: first } });
  };
  for (const workspace of await workspaceIds(tools))
    await unlessClosed(() => act(tools, { workspace, actor: { kind: 'system', id: 'restore' }, purpose: 'rights-fulfilment' }, hold));
  return first;
}

/**
 * For each start, before anything is sent or goes: where the newest noes do not hold, or a field takes values that was stopped, the main database was put back by tools of its own, and nobody ended as a restore does. Then days of
 * grace run, since holds may be lost as well, and all noes hold again; the log says so. A database from before in which nobody said no and no field was stopped since is not told apart: `parley keys erase-returned` is for that.
 */
export async function goOnFromBefore(tools: Tools): Promise<void> {
  if (!(await isFromBefore(tools))) return;
  await pause(settleMs);
  if (!(await isFromBefore(tools))) return;
  const until = await giveGrace(tools); // first: once noes hold and fields are stopped again, nothing tells that it is from before
  const { count } = await sayNoAgain(tools);
  log.of({ tools })('warn', 'retention.database-from-before', { count, until: until as Lowercase<string> });
}

const isFromBefore = async (tools: Tools): Promise<boolean> =>
  (await standingAgain(tools, stoppedFields(tools))).length > 0 || (await areNoesLost(tools));

/** Whether something may go by time today, as far as days of grace are concerned. */
export async function mayGo(ctx: Ctx): Promise<boolean> {
  const sweep = await store.read(ctx);
  return sweep === undefined || !isInGrace(sweep, dayOf(ctx));
}
