// The link of an invitation opens an account in somebody's name: where mail leaves, whom it is for has it by mail, and it is shown to nobody else (Art. 32(1)(b)).
// Whoever may lead the company's mail account to a server of theirs can read it there (record 106).
import { lookupHash, mintPermit, open, seal } from '#keys';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { Id, StaffId } from '#kit/ids';
import { announce, announcement } from '#kit/outbox';
import { tool } from '#kit/tool';
import { append } from '#ledger';
import { staffPurpose } from '../purpose.ts';
import { invitationRow } from '../store.ts';
import * as store from './store.ts';

/** Whether mail to staff leaves this Parley: never, or not before the agreement with whoever carries it is entered. A later room knows. */
export type Leaving = 'leaves' | 'waits' | 'never';
export const mailLeaves = tool<(ctx: Ctx) => Promise<Leaving>>('access.mail-leaves');
export const noMailLeaves = async (): Promise<Leaving> => 'never';
/** A link waits to be mailed to whom it is for. */
export const invitationToMail = announcement<{ invitation: Id<'inv'> }>('access.invitation-to-mail');

/** `link` is null where it is mailed; `waits` while the letter may not leave yet, for want of an agreement. */
export type Handed = { readonly link: string | null; readonly waits: boolean };

/** Has the link mailed; gives it back where no mail ever leaves, for whoever made it to hand over. */
export async function handOver(ctx: Ctx, link: string): Promise<Handed> {
  const leaving = await mailLeaves.of(ctx)(ctx);
  if (leaving === 'never') return { link, waits: false };
  const token = link.slice(link.indexOf('#') + 1);
  const row = await invitationRow(ctx.db, ctx.workspace, lookupHash(ctx.tools, 'invitation', token));
  if (!row) throw new Error('an invitation vanished');
  await store.keepToken(ctx.db, ctx.workspace, row.id, await seal(ctx, placeOf(row), token));
  await announce(ctx, invitationToMail, { invitation: row.id });
  return { link: null, waits: leaving === 'waits' };
}

/** A link that waits to be mailed, and whether it brings somebody back who was here before; undefined once it is used, over, replaced or mailed. */
export async function readInvitationForMail(
  ctx: Ctx,
  invitation: Id<'inv'>,
): Promise<{ staff: StaffId; link: string; isBack: boolean } | undefined> {
  const row = await store.waiting(ctx.db, ctx.workspace, invitation, ctx.now);
  if (!row?.token) return undefined;
  const permit = mintPermit(ctx, { act: 'reveal', purpose: staffPurpose, subjects: [row.staff_id], fields: ['invitations.token'] });
  const token = await open(ctx, permit, placeOf(row), row.token);
  return { staff: row.staff_id, link: `${config.of(ctx).publicUrl}/invitation#${token}`, isBack: row.joined_at !== null };
}

/** The mail has left, or was refused for good, which the ledger says of whom it was for: from now on its link is known by a hash alone. */
export async function invitationMailed(ctx: Ctx, invitation: Id<'inv'>, { staff, sent }: { staff: StaffId; sent: boolean }): Promise<void> {
  const isThere = (await store.keepToken(ctx.db, ctx.workspace, invitation, null)) > 0;
  if (!sent && isThere) await append(ctx, { kind: 'staff.link-not-mailed', subject: staff, facts: { invitation } });
}

const placeOf = (row: { id: Id<'inv'>; staff_id: StaffId }) => ({
  subject: row.staff_id,
  table: 'invitations',
  row: row.id,
  column: 'token',
});
