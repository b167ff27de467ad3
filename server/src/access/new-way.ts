// A passkey, an app or a key for a program that somebody added to an account opens it from then on: its owner hears of it by mail, whoever did it.
import type { Ctx } from '#kit/ctx';
import type { Id, StaffId } from '#kit/ids';
import { announce, announcement } from '#kit/outbox';

export type NewWay = 'passkey' | 'app' | 'key';
export const newWayIn = announcement<{ staff: StaffId; entry: Id<'led'>; what: NewWay }>('access.new-way-in');

/** In the transaction that added it; `entry` is what the ledger says of it. */
export async function tellOfNewWay(ctx: Ctx, staff: StaffId, entry: Id<'led'>, what: NewWay): Promise<void> {
  await announce(ctx, newWayIn, { staff, entry, what });
}
