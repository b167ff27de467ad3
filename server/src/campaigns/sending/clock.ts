// The clock of campaigns: what is due in any company takes turns, and no company waits for the faults of another.
import { lookup } from '#kit/db';
import { errorCode, log } from '#kit/log';
import { clock, pool } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { begin } from '../course.ts';
import { limitsOf } from '../limits/limits.ts';
import { quietUntil } from '../limits/rules.ts';
import { due } from '../store.ts';
import { takeTurn, type Under, within } from './send.ts';

const clockMs = 4_000; // what a beat of the clock may take; the next one goes on

/** Campaigns take turns, also those of different companies, until none can go on or the time is over. */
export async function sendForAWhile(tools: Tools, forMs = clockMs): Promise<void> {
  const until = performance.now() + forMs;
  const rows = await lookup(pool.of({ tools }), 'every-workspace', (db) => db.all(due, [clock.of({ tools })()]));
  let under = rows.map((row) => ({ tools, workspace: row.workspace, campaign: row.id, isPlanned: row.state === 'planned' }));
  while (under.length > 0) {
    const going: typeof under = [];
    for (const each of under) {
      if (performance.now() >= until) return;
      if (await guarded(each, () => turn(each))) going.push({ ...each, isPlanned: false });
    }
    under = going;
  }
}

async function turn(under: Under & { isPlanned: boolean }): Promise<boolean> {
  if (under.isPlanned)
    await within(under, async (ctx) => {
      if (!quietUntil(ctx.now, await limitsOf(ctx))) await begin(ctx, under.campaign);
    });
  return takeTurn(under);
}

async function guarded({ tools, workspace, campaign }: Under, work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work();
  } catch (error) {
    log.of({ tools })('error', 'campaigns.turn-failed', { workspace, campaign, error: errorCode(error) });
    return false;
  }
}
