// Everything in one file shows every customer, also to whoever may see none: where somebody else than the asker answers for privacy, one of them must agree, before it is made and before it is fetched.
import { countHolders, holdersOf } from '#access';
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { announce } from '#kit/outbox';
import { exportWaits } from '../announcements.ts';
import type { ExportId, ExportRow } from './types.ts';

/** Whose yes an export still needs: of somebody who answers for privacy, of any second person with the right to leave, or of nobody. */
export type WaitsFor = 'privacy' | 'second' | null;
type Asked = Pick<ExportRow, 'askedBy' | 'state' | 'privacyAgreed'>;

/** Who answers for privacy and can come in: whoever approves requests (Art. 39(1)(b)). */
export const answering = (ctx: Ctx): Promise<StaffId[]> => holdersOf(ctx, 'requests.approve');

/** Whether an export that is asked for now waits, and whether privacy agrees by whoever asks: an asker who answers for privacy alone does. */
export async function waitsAtFirst(ctx: Ctx): Promise<{ waits: boolean; agreed: boolean }> {
  const known = await answering(ctx);
  const waits = known.some((each) => each !== ctx.actor.id) || (await countHolders(ctx, 'workspace.leave')) > 1;
  return { waits, agreed: !waits && known.some((each) => each === ctx.actor.id) };
}

/** Whose yes is missing. One that was agreed to by today's people stays agreed, whoever comes later; what an operator asked for waits for nobody. */
export function waitsFor({ askedBy, state, privacyAgreed }: Asked, known: readonly StaffId[]): WaitsFor {
  if (state === 'gone' || !askedBy.startsWith('stf_')) return null;
  if (!privacyAgreed && known.some((each) => each !== askedBy)) return 'privacy';
  return state === 'asked' ? 'second' : null;
}

/** Whether this member of staff is one whose yes it waits for; `second`: of whoever holds the right to leave, which the route asks for. */
export const isFor = (actor: string, row: Asked, known: readonly StaffId[]): boolean => {
  const missing = waitsFor(row, known);
  return row.askedBy !== actor && (missing === 'second' || (missing === 'privacy' && known.some((each) => each === actor)));
};

/** Has those who answer for privacy told by mail, each once, that one waits for them. */
export async function tellAnswering(ctx: Ctx, id: ExportId, asker: string): Promise<void> {
  for (const staff of await answering(ctx)) if (staff !== asker) await announce(ctx, exportWaits, { export: id, staff });
}
