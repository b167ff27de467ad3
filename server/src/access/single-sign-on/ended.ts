// Ends sessions that began at a provider, on every node.
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { append } from '#ledger';
import { tellNodes } from '../desk/told.ts';
import { dropEntrance } from '../store.ts';
import * as store from './store.ts';

/** Those under one session there, of one member of staff, or all. */
export async function endSessionsAt(ctx: Ctx, provider: store.ProviderId, of: { sidHash?: string; staff?: StaffId }): Promise<void> {
  const gone = await store.endProviderSessions(ctx.db, ctx.workspace, provider, of);
  for (const { token_hash } of gone) await dropEntrance(ctx.db, ctx.workspace, 'session', token_hash);
  tellNodes(
    ctx,
    gone.map(({ id }) => ({ session: id, isOver: true })),
  );
  for (const [staff, sessions] of Map.groupBy(gone, (each) => each.staff_id))
    await append(ctx, { kind: 'staff.sessions-ended', subject: staff, facts: { provider, sessions: sessions.length } });
}
