// Looks after ends: everybody who may end the contract hears of one in time, and each whose day has come goes its own way. One that is stuck holds up nobody else.
import { lookup } from '#kit/db';
import { errorCode, log } from '#kit/log';
import { clock, pool } from '#kit/pool';
import type { Tools } from '#kit/tool';
import * as store from '../store.ts';
import { leave } from './leave.ts';
import { speaking, type Whose } from './speaking.ts';
import { tellOfPlan } from './told.ts';
import type { EndRow } from './types.ts';

const day = 86_400_000;
/** How long one company is worked at before the next has its turn; where it stands is committed, and it goes on with the next round. */
const budgetMs = 10_000;

/** Tells of every end that is asked for or planned; begins and goes on with every departure that is due. */
export async function leaveWhenDue(tools: Tools): Promise<void> {
  const now = clock.of({ tools })();
  const [ending, due] = await lookup(pool.of({ tools }), 'every-workspace', async (db) => [
    await store.workspacesEnding(db),
    await store.workspacesDue(db, now),
  ]);
  for (const workspace of ending)
    await (due.includes(workspace) ? leave({ tools, workspace }, { budgetMs }) : tellInTime({ tools, workspace })).catch((error: unknown) =>
      log.of({ tools })('error', 'departure.failed', { workspace, error: errorCode(error) }),
    );
}

/** Says it once when it is asked for, approved, a week away and a day away. */
async function tellInTime(whose: Whose): Promise<void> {
  const told = await speaking(whose, async (ctx) => {
    const row = await store.holdEnd(ctx);
    const what = row && nearness(row, ctx.now);
    if (!row || row.figures['said'] === what) return undefined;
    await store.setStage(ctx, row.state, row.stage, row.place, { said: String(what) });
    return { row, what: String(what) };
  });
  if (told) await tellOfPlan(whose, told.row, told.what);
}

function nearness({ state, endsAt }: EndRow, now: Date): string {
  const left = endsAt.getTime() - now.getTime();
  return left <= day ? 'day' : left <= 7 * day ? 'week' : state;
}
