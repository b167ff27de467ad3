// Invitations: a one-time link, good for a week, of which only a keyed hash is stored.
import { randomBytes } from 'node:crypto';
import { lookupHash, shred } from '#keys';
import { config } from '#kit/config';
import { type Ctx, withCtx } from '#kit/ctx';
import { newId, type StaffId, type WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { dropJudgedOf } from './alone/store.ts';
import { forgetKeys } from './api-keys/keys.ts';
import { forgetExpired } from './api-keys/store.ts';
import { unknownDevice } from './desk/device.ts';
import { tellNodes } from './desk/told.ts';
import { dropNotes } from './emergency/store.ts';
import { addEntrance, findEntrance } from './entrances.ts';
import { grant, type NewGrant, refuseOthers, refuseUnlessAdministrator } from './grants/grants.ts';
import { dropGrantsOf, grantRows, sweepGrants } from './grants/store.ts';
import { forgetName } from './names.ts';
import { forgetPasskeys } from './passkeys/passkeys.ts';
import { forgetSpent } from './passkeys/store.ts';
import { hashPassword, refuseWeak } from './passwords.ts';
import { forgetPhotos } from './pictures/photo.ts';
import { drop as dropRefusals } from './refused/store.ts';
import { sweepOld } from './reset/store.ts';
import { tellOwner } from './reset/ways.ts';
import { dropReasons } from './reviews/store.ts';
import { forgetEnded, personRows } from './scim/store.ts';
import { isHeldBack } from './second-factor/needed.ts';
import { forgetSecondFactors, isAsked } from './second-factor/second-factor.ts';
import { sweepSessions } from './session-store.ts';
import { endSessions, startSession } from './sessions.ts';
import { isPasswordOff } from './single-sign-on/password-off.ts';
import { addStaff, emailHash, type StaffView, sealed, viewStaff } from './staff.ts';
import * as store from './store.ts';
import { company } from './workspaces.ts';

export const validDays = 7;
const keptDays = 30;

/**
 * Invites a colleague with a first role; inviting an address again makes the earlier link and role worthless. Problem `conflict` when they have joined or a provider
 * switched them off, and those of `grant`; `not-permitted` for somebody who holds, or by their groups may come to hold, more than the inviter gives. The token stands behind `#`.
 */
export async function invite(
  ctx: Ctx,
  parts: { name: string; email: string } & Pick<NewGrant, 'role' | 'inboxes' | 'teams' | 'until'>,
): Promise<{ staff: StaffView; link: string }> {
  const known = await store.staffByEmail(ctx.db, ctx.workspace, emailHash(ctx, parts.email));
  if (known?.joined_at) throw new Problem('conflict', { detail: 'This address belongs to a member of staff already.' });
  if (known) await refuseToOpen(ctx, known.id);
  if (known && (await personRows(ctx.db, ctx.workspace, [known.id])).some(({ active }) => !active))
    throw new Problem('conflict', { detail: 'Their sign-in provider has switched them off: let it switch them on first.' });
  const id = known?.id ?? (await addStaff(ctx, { name: parts.name, email: parts.email, password: null }));
  if (known) {
    await store.staffInvitedAgain(ctx.db, ctx.workspace, id, await sealed(ctx, id, 'name', parts.name), ctx.now);
    await dropGrantsOf(ctx.db, ctx.workspace, [id]);
    forgetName(ctx, id);
  }
  await grant(ctx, { staff: id, role: parts.role, inboxes: parts.inboxes, teams: parts.teams, until: parts.until, source: 'invitation' });
  const link = await makeLink(ctx, id, new Date(ctx.now.getTime() + validDays * 86_400_000));
  await append(ctx, { kind: 'staff.invited', subject: id, facts: { role: parts.role } });
  return { staff: await one(ctx, id), link };
}

/** The link lies in the hands of whoever invites or brings back: it opens no account that is worth more than what they could give. Problem `not-permitted`. */
export async function refuseToOpen(ctx: Ctx, staff: StaffId): Promise<void> {
  if ((await personRows(ctx.db, ctx.workspace, [staff])).length > 0) await refuseUnlessAdministrator(ctx);
  for (const row of await grantRows(ctx.db, ctx.workspace, [staff], ctx.now)) await refuseOthers(ctx, row);
}

/** A new link by which this member of staff chooses name and password, instead of any that is open. */
export async function makeLink(ctx: Ctx, staff: StaffId, expiresAt: Date): Promise<string> {
  await store.dropOpenInvitations(ctx.db, ctx.workspace, staff);
  const token = randomBytes(32).toString('base64url');
  const invitation = newId('inv');
  const tokenHash = lookupHash(ctx.tools, 'invitation', token);
  await store.addInvitation(
    ctx.db,
    ctx.workspace,
    { id: invitation, staff, tokenHash, expiresAt, by: ctx.actor.kind === 'staff' ? ctx.actor.id : null },
    ctx.now,
  );
  await addEntrance(ctx, 'invitation', token, invitation, new Date(expiresAt.getTime() + keptDays * 86_400_000));
  return `${config.of(ctx).publicUrl}/invitation#${token}`;
}

/** Who is invited by this link. Problem `not-found`, `expired` or `already-used`. */
export async function readInvitation(tools: Tools, token: string): Promise<{ company: string; name: string; email: string }> {
  return atInvitation(tools, token, async (ctx, row) => {
    const invited = await one(ctx, row.staff_id);
    return { company: (await company(ctx)).name, name: invited.name, email: invited.email };
  });
}

/** Joins, or comes back, which ends every session under the old password, and of which the owner hears by mail: the link is used up, once, also under two requests at the same moment. Problem `use-provider` where passwords are switched off. Gives the staff and the token of a session. */
export async function acceptInvitation(
  tools: Tools,
  token: string,
  parts: { name: string; password: string; device?: string },
): Promise<{ workspace: WorkspaceId; staff: StaffId; session: string }> {
  const { company: employer, email } = await readInvitation(tools, token);
  refuseWeak(parts.password, [parts.name, email, employer]);
  const password = await hashPassword(parts.password);
  return atInvitation(tools, token, async (ctx, row) => {
    // the operator's link is the way back when the provider is away for good
    if (row.invited_by !== null && (await isPasswordOff(ctx, row.staff_id, email))) throw new Problem('use-provider');
    const used = await store.consumeInvitation(ctx.db, ctx.workspace, row.id, ctx.now);
    if (!used) throw new Problem('already-used');
    const name = await sealed(ctx, row.staff_id, 'name', parts.name);
    const [before] = await store.staffRows(ctx.db, ctx.workspace, [row.staff_id]);
    if ((await store.staffJoins(ctx.db, ctx.workspace, row.staff_id, name, password, ctx.now)) === 0) throw new Problem('expired'); // suspended or switched off at this moment
    forgetName(ctx, row.staff_id);
    await endSessions(ctx, row.staff_id);
    await forgetPasskeys(ctx, [row.staff_id]); // whoever comes back by the operator's link may have been robbed: no way in of before counts
    await forgetKeys(ctx, [row.staff_id]);
    if ((await isHeldBack(ctx, 'invitation')) && (await isAsked(ctx, row.staff_id))) {
      await forgetSecondFactors(ctx, [row.staff_id]); // the session would wait for codes that may be lost, and the last administrator with it: set up anew
      await append(ctx, { kind: 'staff.second-factor-taken', subject: row.staff_id });
    }
    // whoever made the link had it in their hands, or could have
    const entry = await append(ctx, { kind: 'staff.joined', subject: row.staff_id, facts: { linkBy: row.invited_by ?? 'operator' } });
    if (before?.joined_at) await tellOwner(ctx, row.staff_id, entry, 'link');
    const session = await startSession(ctx, row.staff_id, { by: 'invitation', device: parts.device ?? unknownDevice });
    return { workspace: ctx.workspace, staff: row.staff_id, session };
  });
}

/** Clears what is over: sessions, links, and whoever was invited and did not come within 37 days. */
export async function sweep(ctx: Ctx): Promise<void> {
  const longAgo = new Date(ctx.now.getTime() - keptDays * 86_400_000);
  await forgetSpent(ctx.db, ctx.workspace, ctx.now);
  await forgetExpired(ctx.db, ctx.workspace, longAgo);
  await forgetEnded(ctx.db, ctx.workspace, longAgo);
  await sweepGrants(ctx.db, ctx.workspace, longAgo);
  await sweepOld(ctx.db, ctx.workspace, ctx.now);
  await store.sweep(ctx.db, ctx.workspace, { now: ctx.now, longAgo });
  const over = await sweepSessions(ctx.db, ctx.workspace, ctx.now);
  tellNodes(
    ctx,
    over.map(({ id }) => ({ session: id, isOver: true })),
  );
  const gone = (await store.neverJoined(ctx.db, ctx.workspace, new Date(longAgo.getTime() - validDays * 86_400_000))).map((row) => row.id);
  if (gone.length === 0) return;
  await shred(ctx, gone);
  await eraseStaff(ctx, gone);
}

/** Removes the rows and the ways in of these members of staff; gives how many there were. */
export async function eraseStaff(ctx: Ctx, staff: readonly string[]): Promise<number> {
  await forgetPhotos(ctx, staff); // with their addresses, which no foreign key knows
  await forgetPasskeys(ctx, staff);
  await forgetKeys(ctx, staff);
  await dropNotes(ctx.db, ctx.workspace, staff);
  await dropReasons(ctx.db, ctx.workspace, staff);
  await dropJudgedOf(ctx.db, ctx.workspace, staff);
  await dropRefusals(ctx.db, ctx.workspace, staff);
  const rows = await store.removeStaff(ctx.db, ctx.workspace, staff);
  for (const row of rows) {
    if (row.email_hash) await store.dropEntrance(ctx.db, ctx.workspace, 'staff', row.email_hash);
    forgetName(ctx, row.id);
  }
  return rows.length;
}

async function atInvitation<T>(tools: Tools, token: string, work: (ctx: Ctx, row: store.InvitationRow) => Promise<T>): Promise<T> {
  const entrance = await findEntrance(tools, 'invitation', token);
  if (!entrance) throw new Problem('not-found');
  return act(tools, { workspace: entrance.workspace, actor: { kind: 'system', id: 'invitation' } }, async (ctx) => {
    const row = await store.invitationRow(ctx.db, ctx.workspace, lookupHash(tools, 'invitation', token));
    if (!row) throw new Problem('not-found');
    if (row.used_at) throw new Problem('already-used');
    if (row.expires_at <= ctx.now) throw new Problem('expired');
    return work(withCtx(ctx, { actor: { kind: 'staff', id: row.staff_id } }), row);
  });
}

async function one(ctx: Ctx, staff: StaffId): Promise<StaffView> {
  const [found] = await viewStaff(ctx, [staff]);
  if (!found) throw new Problem('not-found');
  return found;
}
