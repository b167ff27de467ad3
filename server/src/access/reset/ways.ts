// What else lets somebody in when their password changes: passkeys and keys they do not recognise go in the same step, and they are told by mail.
import type { Ctx } from '#kit/ctx';
import type { Id, StaffId } from '#kit/ids';
import { announce, announcement } from '#kit/outbox';
import { revokeKey } from '../api-keys/keys.ts';
import { keyRows } from '../api-keys/store.ts';
import { removePasskey } from '../passkeys/passkeys.ts';
import { passkeyRows } from '../passkeys/store.ts';

/** By whom is not told: by its owner, by a mailed link of theirs, or by a link that somebody made for them. */
export type Changed = 'changed' | 'reset' | 'link';
/** Ids of what is to go. */
export type Chosen = { readonly passkeys?: readonly string[] | undefined; readonly apiKeys?: readonly string[] | undefined };

/** A password is another one from now on: its owner hears of it, whoever did it. */
export const passwordChanged = announcement<{ staff: StaffId; entry: Id<'led'>; how: Changed }>('access.password-changed');

/** Removes these of somebody's passkeys and keys; what is gone already is passed over. */
export async function forgetChosen(ctx: Ctx, staff: StaffId, { passkeys = [], apiKeys = [] }: Chosen): Promise<void> {
  for (const { id } of await passkeyRows(ctx.db, ctx.workspace, [staff])) if (passkeys.includes(id)) await removePasskey(ctx, staff, id);
  for (const { id } of await keyRows(ctx.db, ctx.workspace, [staff])) if (apiKeys.includes(id)) await revokeKey(ctx, staff, id);
}

export async function tellOwner(ctx: Ctx, staff: StaffId, entry: Id<'led'>, how: Changed): Promise<void> {
  await announce(ctx, passwordChanged, { staff, entry, how });
}
