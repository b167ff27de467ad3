// A forgotten password: a link by mail, once and for half an hour. Whoever has a second factor shows it before anything is told or changed, so that whoever reads
// the mail alone gets nowhere; and nobody learns from the answer, or from how long it takes, whether an address is known (Art. 32(1)(b)).
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { lookupHash, mintPermit, open, seal } from '#keys';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { type Id, newId, type StaffId } from '#kit/ids';
import { announce, announcement } from '#kit/outbox';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { RequestFacts } from '#kit/route';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { addEntrance, findEntrances } from '../entrances.ts';
import { staffPurpose } from '../purpose.ts';
import { isPasswordOff } from '../single-sign-on/password-off.ts';
import { normalEmail, viewStaff } from '../staff.ts';
import { passwordOf } from '../store.ts';
import { takeTry } from '../tries/tries.ts';
import * as store from './store.ts';

/** Somebody forgot their password; `reset` is empty for whoever never had one. */
export const passwordForgotten = announcement<{ staff: StaffId; entry: Id<'led'>; reset: string }>('access.password-forgotten');
/** Mails to one address that one network asks for: so many at once, then one more each `refillSeconds`; and that all of them ask for together. */
export const resetLimits = { tries: 3, refillSeconds: 600 } as const;
const resetBounds = { near: resetLimits, far: { tries: 9, refillSeconds: 200 } } as const;
export const resetMinutes = 30;
const companiesTried = 3;
/** No answer comes sooner: the work for a known address is done long before. */
const floorMs = 300;

export const placeOfToken = (row: { id: string; staff_id: StaffId }) => ({
  subject: row.staff_id,
  table: 'password_resets',
  row: row.id,
  column: 'token',
});

/** Has a link mailed wherever this address belongs to somebody at work. Problem `too-many` with the seconds to wait, known address or not. */
export async function askForReset(tools: Tools, email: string, from?: Pick<RequestFacts, 'ip'>): Promise<void> {
  const address = normalEmail(email);
  const wait = await takeTry(tools, { what: 'password-reset', of: address, ip: from?.ip }, resetBounds);
  if (wait > 0) throw new Problem('too-many', { retryAfterSeconds: wait });
  await Promise.all([begin(tools, address), pause(floorMs)]);
}

/** Address and link of a reset that waits to be mailed; undefined once it is used, over or replaced. */
export async function readForMail(ctx: Ctx, reset: Id<'rst'>): Promise<{ staff: StaffId; link: string } | undefined> {
  const row = await store.resetRow(ctx.db, ctx.workspace, reset);
  if (!row?.token || row.expires_at <= ctx.now) return undefined;
  const permit = mintPermit(ctx, { act: 'reveal', purpose: staffPurpose, subjects: [row.staff_id], fields: ['password_resets.token'] });
  const token = await open(ctx, permit, placeOfToken(row), row.token);
  return { staff: row.staff_id, link: `${config.of(ctx).publicUrl}/password#${token}` };
}

/** The mail has left: from now on its link is known by a hash alone. */
export async function resetMailed(ctx: Ctx, reset: Id<'rst'>): Promise<void> {
  await store.mailLeft(ctx.db, ctx.workspace, reset);
}

async function begin(tools: Tools, address: string): Promise<void> {
  for (const { workspace, target } of await findEntrances(tools, 'staff', address, companiesTried))
    await act(tools, { workspace, actor: { kind: 'system', id: 'forgotten-password' }, purpose: staffPurpose }, (ctx) =>
      beginFor(ctx, target as StaffId),
    );
}

/** The latest link counts alone. */
async function beginFor(ctx: Ctx, staff: StaffId): Promise<void> {
  const way = await store.wayIn(ctx.db, ctx.workspace, staff);
  if (!way) return; // invited, suspended, gone
  const reset = (await signsInByPassword(ctx, staff)) ? await makeReset(ctx, staff) : undefined;
  const entry = await append(ctx, { kind: 'staff.password-forgotten', subject: staff, facts: { link: reset ? 1 : 0 } });
  await announce(ctx, passwordForgotten, { staff, entry, reset: reset ?? '' });
}

/** Neither by passkey alone nor by a provider alone: a mailed link must not open a door that is walled up. */
export async function signsInByPassword(ctx: Ctx, staff: StaffId): Promise<boolean> {
  if ((await passwordOf(ctx.db, ctx.workspace, staff)) === undefined) return false;
  const [self] = await viewStaff(ctx, [staff]);
  return self !== undefined && !(await isPasswordOff(ctx, staff, self.email));
}

async function makeReset(ctx: Ctx, staff: StaffId): Promise<Id<'rst'>> {
  await store.dropResets(ctx.db, ctx.workspace, staff);
  const token = randomBytes(32).toString('base64url');
  const own = { id: newId('rst'), staff_id: staff };
  const expiresAt = new Date(ctx.now.getTime() + resetMinutes * 60_000);
  const row = {
    id: own.id,
    staff,
    token: await seal(ctx, placeOfToken(own), token),
    tokenHash: lookupHash(ctx.tools, 'password-reset', token),
    expiresAt,
  };
  await store.addReset(ctx.db, ctx.workspace, row, ctx.now);
  await addEntrance(ctx, 'password-reset', token, own.id, expiresAt);
  return own.id;
}
