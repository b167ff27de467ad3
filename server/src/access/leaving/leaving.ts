// Staff who are suspended or leave. Every way in closes in the same commit; what they did stays accountable by their id, and their name stays readable until
// the period for former staff is over (Art. 5(1)(e), 5(2), 32(1)(b)).
import { shred } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { announce, announcement } from '#kit/outbox';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { noteAlone } from '../alone/acts.ts';
import { forgetKeys } from '../api-keys/keys.ts';
import { type Handed, handOver } from '../by-mail/by-mail.ts';
import { endEmergencies } from '../emergency/emergency.ts';
import { wouldLeaveNoAdministrator } from '../grants/grants.ts';
import { dropGrantsOf } from '../grants/store.ts';
import { eraseStaff, makeLink, refuseToOpen, validDays } from '../invitations.ts';
import { forgetPasskeys } from '../passkeys/passkeys.ts';
import { dropResets } from '../reset/store.ts';
import { dropMemberships, dropPeople } from '../scim/store.ts';
import { forgetSecondFactors } from '../second-factor/second-factor.ts';
import { endSessions } from '../sessions.ts';
import { dropLinks } from '../single-sign-on/store.ts';
import { dropEntrance, dropOpenInvitations, staffRows } from '../store.ts';
import * as store from './store.ts';

/** Somebody can no longer come in: later rooms take back what was in their hands. */
export const staffGone = announcement<{ staff: StaffId }>('access.staff-gone');

/** Closes every way in until they are brought back. Problem `not-found`, or `conflict` for oneself, the last administrator, and whoever is not at work. */
export async function suspend(ctx: Ctx, staff: StaffId): Promise<void> {
  const row = await held(ctx, staff);
  if (row.joined_at === null || row.suspended_at) throw new Problem('conflict', { detail: 'They are not at work here at present.' });
  await store.suspend(ctx.db, ctx.workspace, staff, ctx.actor.id, ctx.now);
  await closeDoors(ctx, staff);
  await append(ctx, { kind: 'staff.suspended', subject: staff });
}

/**
 * Ends a suspension. They choose a new password by a link, since no way in of before is left, which is mailed to them; where no mail leaves whoever acts hands it over, and could use it
 * themselves, so that is told and stays a finding until somebody else has judged it. Problem `not-found`, `conflict`, or `not-permitted` (`wider-than-own`).
 */
export async function bringBack(ctx: Ctx, staff: StaffId): Promise<Handed> {
  const row = await held(ctx, staff);
  if (!row.suspended_at) throw new Problem('conflict', { detail: 'They are not suspended.' });
  await refuseToOpen(ctx, staff);
  await store.restore(ctx.db, ctx.workspace, staff);
  const made = await makeLink(ctx, staff, new Date(ctx.now.getTime() + validDays * 86_400_000));
  const handed = await handOver(ctx, made);
  const { link } = handed;
  const entry = await append(ctx, { kind: 'staff.brought-back', subject: staff, facts: { link: link === null ? 'mailed' : 'shown' } });
  if (link !== null && ctx.actor.kind === 'staff') await noteAlone(ctx, { staff: ctx.actor.id, kind: 'link', entry, whom: staff });
  return handed;
}

/** Takes somebody away for good; whoever never joined is erased at once. Problem `not-found`, or `conflict` for oneself and the last administrator. */
export async function takeAway(ctx: Ctx, staff: StaffId): Promise<void> {
  const row = await held(ctx, staff);
  if (row.joined_at === null) {
    await shred(ctx, [staff]);
    await eraseStaff(ctx, [staff]);
    await append(ctx, { kind: 'staff.invitation-withdrawn', subject: staff });
    return;
  }
  await store.leaves(ctx.db, ctx.workspace, staff, ctx.now);
  await dropGrantsOf(ctx.db, ctx.workspace, [staff]);
  await dropLinks(ctx.db, ctx.workspace, [staff]); // what a provider says of them leads to nobody: they may be taken on again as somebody new
  await dropMemberships(ctx.db, ctx.workspace, [staff]);
  await dropPeople(ctx.db, ctx.workspace, [staff]);
  if (row.email_hash) await dropEntrance(ctx.db, ctx.workspace, 'staff', row.email_hash);
  await closeDoors(ctx, staff);
  await append(ctx, { kind: 'staff.left', subject: staff });
}

/** Whether somebody may be given work: neither suspended nor gone. */
export async function worksHere(ctx: Ctx, staff: StaffId): Promise<boolean> {
  return store.isHere(ctx.db, ctx.workspace, staff);
}

/** Whether somebody is gone for good: what a suspension leaves as it is, may go. */
export async function hasLeft(ctx: Ctx, staff: StaffId): Promise<boolean> {
  const [row] = await staffRows(ctx.db, ctx.workspace, [staff]);
  return row === undefined || row.left_at !== null;
}

async function held(ctx: Ctx, staff: StaffId) {
  if (ctx.actor.id === staff)
    throw new Problem('conflict', { because: 'yourself', detail: 'Ask a colleague: nobody takes themselves away.' });
  await store.lockStandings(ctx.db, ctx.workspace);
  const isLast = await wouldLeaveNoAdministrator(ctx, [staff]); // holds the role before the row, as a grant does
  const row = await store.standing(ctx.db, ctx.workspace, staff);
  if (!row || row.left_at) throw new Problem('not-found');
  if (isLast)
    throw new Problem('conflict', { because: 'last-administrator', detail: 'This is the last administrator: name another one first.' });
  return row;
}

/** Closes every way in, on every node, and has later rooms take back what was in their hands. */
export async function closeDoors(ctx: Ctx, staff: StaffId): Promise<void> {
  await endEmergencies(ctx, staff);
  await endSessions(ctx, staff);
  await forgetPasskeys(ctx, [staff]);
  await forgetSecondFactors(ctx, [staff]);
  await forgetKeys(ctx, [staff]);
  await dropResets(ctx.db, ctx.workspace, staff);
  await dropOpenInvitations(ctx.db, ctx.workspace, staff);
  await store.dropInvitationsBy(ctx.db, ctx.workspace, staff); // what they sent out must not let anybody in behind their back
  await announce(ctx, staffGone, { staff });
}
