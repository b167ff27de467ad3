// Sends every new entry of every ledger to the receiver that the operator named (a SIEM): in order per company, at least once, and never what names a customer (record 026).

import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { lookup } from '#kit/db';
import type { WorkspaceId } from '#kit/ids';
import { errorCode, log } from '#kit/log';
import { act, pool } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { workspacesWithLedger } from '../store.ts';
import { lineOf } from './line.ts';
import { send } from './send.ts';
import { entriesFrom, followerPosition, moveFollower } from './store.ts';
import { type Target, targetOf } from './target.ts';

const batch = 500;
const mostBatches = 20; // of one company in one round, so that another gets its turn

/** One round over all ledgers; for the clock. What could not be sent is tried again at the next. */
export async function follow(tools: Tools): Promise<void> {
  const target = targetOf(tools);
  if (target === undefined) return;
  const from = URL.parse(config.of({ tools }).publicUrl)?.hostname || '-';
  for (const workspace of await lookup(pool.of({ tools }), 'every-workspace', workspacesWithLedger))
    try {
      for (let round = 0; round < mostBatches && (await sendNext(tools, workspace, target, from)) === batch; round += 1);
    } catch (error) {
      log.of({ tools })('warn', 'ledger.follower-failed', { workspace, error: errorCode(error) });
      return; // the receiver is the same for all
    }
}

/** Sends the next entries and then remembers it: whoever dies in between sends them again. No transaction is open while the receiver thinks. */
async function sendNext(tools: Tools, workspace: WorkspaceId, target: Target, from: string): Promise<number> {
  const within = <T>(work: (ctx: Ctx) => Promise<T>) => act(tools, { workspace, actor: { kind: 'system', id: 'ledger.follow' } }, work);
  const rows = await within(async (ctx) => entriesFrom(ctx, await followerPosition(ctx, target.name), batch));
  const last = rows.at(-1);
  if (last === undefined) return 0;
  await send(
    target,
    rows.map((row) => lineOf(workspace, row)),
    from,
  );
  await within((ctx) => moveFollower(ctx, target.name, last.position + 1));
  return rows.length;
}
