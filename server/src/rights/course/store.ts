// The only SQL for more time and for pauses.
import type { Ctx } from '#kit/ctx';
import { statement } from '#kit/db';
import type { Sealed } from '#kit/seal';
import type { RequestId } from '../store.ts';

export type PauseRow = { began_at: Date; ground: 'identity' | 'clarification'; ended_at: Date | null };
const insertPause = statement(
  'rights.pause',
  'INSERT INTO request_pauses (workspace_id, request_id, began_at, ground) VALUES ($1, $2, $3, $4)',
);
const endPause = statement(
  'rights.endPause',
  'UPDATE request_pauses SET ended_at = $3 WHERE workspace_id = $1 AND request_id = $2 AND ended_at IS NULL',
);
const pauses = statement<PauseRow>(
  'rights.pauses',
  'SELECT began_at, ground, ended_at FROM request_pauses WHERE workspace_id = $1 AND request_id = $2 ORDER BY began_at',
);
const ask = statement('rights.askBack', 'UPDATE requests SET question = $3 WHERE workspace_id = $1 AND id = $2');
const extend = statement('rights.extend', 'UPDATE requests SET extended_for = $3, extension = $4 WHERE workspace_id = $1 AND id = $2');
/** Moves the day that counts; the end of the first month stays in sight. */
const moveDue = statement(
  'rights.moveDue',
  'UPDATE requests SET statutory_on = coalesce(statutory_on, due_on), due_on = $3 WHERE workspace_id = $1 AND id = $2',
);

export const courseStore = {
  pause: (ctx: Ctx, id: RequestId, ground: PauseRow['ground']) => ctx.db.run(insertPause, [ctx.workspace, id, ctx.now, ground]),
  endPause: (ctx: Ctx, id: RequestId) => ctx.db.run(endPause, [ctx.workspace, id, ctx.now]),
  pauses: (ctx: Ctx, id: RequestId) => ctx.db.all(pauses, [ctx.workspace, id]),
  ask: (ctx: Ctx, id: RequestId, question: Sealed | null) => ctx.db.run(ask, [ctx.workspace, id, question]),
  extend: (ctx: Ctx, id: RequestId, ground: 'complexity' | 'number', reason: Sealed | null) =>
    ctx.db.run(extend, [ctx.workspace, id, ground, reason]),
  moveDue: (ctx: Ctx, id: RequestId, day: string) => ctx.db.run(moveDue, [ctx.workspace, id, day]),
};
