// Members of staff are data subjects too: name and address lie sealed under their own key, and each sight of them is recorded.
import { createSubject, lookupHash, mintPermit, openMany, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import { isDuplicate } from '#kit/db';
import { type InboxId, newId, type StaffId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { addEntrance } from './entrances.ts';
import { type Grant, grantsOfAll } from './grants/grants.ts';
import { carriedIn } from './grants/reach.ts';
import { carriesPurpose } from './grants/rules.ts';
import { countHolders as countGrants, grantRows, holders } from './grants/store.ts';
import { forgetName, staffNames } from './names.ts';
import { type Permission, rolesWith } from './permissions.ts';
import { photoPaths } from './pictures/photo.ts';
import { staffPurpose } from './purpose.ts';
import * as store from './store.ts';

export type StaffView = {
  readonly id: StaffId;
  readonly name: string;
  readonly email: string;
  /** Those that hold now. */
  readonly grants: readonly Grant[];
  readonly invitedAt: Date;
  readonly joinedAt: Date | null;
  readonly suspendedAt: Date | null;
  readonly leftAt: Date | null;
  readonly secondFactor: boolean;
  /** Path of the photo. */
  readonly photo: string | null;
};
/** How colleagues and customers see a member of staff. */
export type Face = { readonly name: string; readonly photo: string | null };

/** Addresses are compared without regard to case. */
export const normalEmail = (email: string): string => email.trim().normalize('NFC').toLowerCase();
export const emailHash = (ctx: Ctx, email: string): string => lookupHash(ctx.tools, 'staff', normalEmail(email));

/** Enters a member of staff with a key of their own, who holds no role yet; `password` is a hash, null until an invitation is accepted. Problem `conflict` for an address that is taken. */
export async function addStaff(ctx: Ctx, parts: { name: string; email: string; password: string | null }): Promise<StaffId> {
  const id = newId('stf');
  await createSubject(ctx, id);
  const row = {
    id,
    name: await sealed(ctx, id, 'name', parts.name),
    email: await sealed(ctx, id, 'email', normalEmail(parts.email)),
    emailHash: emailHash(ctx, parts.email),
  };
  await store
    .addStaff(ctx.db, ctx.workspace, { ...row, password: parts.password, joinedAt: parts.password ? ctx.now : null }, ctx.now)
    .catch((error) => {
      throw isDuplicate(error) ? new Problem('conflict') : error;
    });
  await addEntrance(ctx, 'staff', normalEmail(parts.email), id);
  return id;
}

export const sealed = (ctx: Ctx, staff: StaffId, column: 'name' | 'email', text: string) => seal(ctx, place(staff, column), text);

/** Staff with name and address in the clear, for colleagues who may read them; all when no ids are given. */
export async function viewStaff(ctx: Ctx, ids?: readonly StaffId[]): Promise<StaffView[]> {
  const rows = ids ? await store.staffRows(ctx.db, ctx.workspace, ids) : await store.everyStaffRow(ctx.db, ctx.workspace);
  if (rows.length === 0) return [];
  const permit = mintPermit(ctx, {
    act: 'reveal',
    purpose: staffPurpose,
    subjects: rows.map((row) => row.id),
    fields: ['staff.name', 'staff.email'],
  });
  const texts = await openMany(
    ctx,
    permit,
    rows.flatMap((row) => [
      { place: place(row.id, 'name'), sealed: row.name },
      { place: place(row.id, 'email'), sealed: row.email },
    ]),
  );
  const photos = await photoPaths(
    ctx,
    rows.map((row) => row.id),
  );
  const grants = await grantsOfAll(
    ctx,
    rows.map((row) => row.id),
  );
  return rows.map((row, at) => ({
    id: row.id,
    name: texts[2 * at] ?? '',
    email: texts[2 * at + 1] ?? '',
    grants: grants.get(row.id) ?? [],
    invitedAt: row.invited_at,
    joinedAt: row.joined_at,
    suspendedAt: row.suspended_at,
    leftAt: row.left_at,
    secondFactor: row.second_factor,
    photo: photos.get(row.id) ?? null,
  }));
}

/** Name and address of a colleague to whom a mail goes; undefined when they are gone. */
export async function staffContact(ctx: Ctx, staff: StaffId): Promise<{ name: string; email: string } | undefined> {
  return (await viewStaff(ctx, [staff]))[0];
}

/** Name and path of the photo by id, for pages of staff and of customers; who is gone is left out. */
export async function staffFaces(ctx: Ctx, staff: readonly StaffId[]): Promise<Map<StaffId, Face>> {
  const [names, photos] = [await staffNames(ctx, staff), await photoPaths(ctx, staff)];
  return new Map([...names].map(([id, name]) => [id, { name, photo: photos.get(id) ?? null }]));
}

/** Changes my own name. */
export async function renameStaff(ctx: Ctx, staff: StaffId, name: string): Promise<void> {
  await store.renameStaff(ctx.db, ctx.workspace, staff, await sealed(ctx, staff, 'name', name));
  forgetName(ctx, staff);
  await append(ctx, { kind: 'staff.changed', subject: staff, facts: { fields: 'name' } });
}

/** How many members of staff hold a permission and can come in. */
export async function countHolders(ctx: Ctx, permission: Permission): Promise<number> {
  return countGrants(ctx.db, ctx.workspace, rolesWith(permission), permission, ctx.now);
}

/** The members of staff who hold a permission and can come in. */
export async function holdersOf(ctx: Ctx, permission: Permission): Promise<StaffId[]> {
  return holders(ctx.db, ctx.workspace, rolesWith(permission), permission, ctx.now);
}

/** Those of them who hold it for a purpose in the whole of an inbox. */
export async function holdersFor(ctx: Ctx, permission: Permission, purpose: string, inbox: InboxId): Promise<StaffId[]> {
  const all = await holdersOf(ctx, permission);
  const grants = (await grantRows(ctx.db, ctx.workspace, all, ctx.now)).map((row) => ({ staff: row.staff_id, ...carriedIn(row) }));
  return all.filter((staff) =>
    carriesPurpose(
      grants.filter((grant) => grant.staff === staff && grant.permissions.includes(permission)),
      purpose,
      { inbox },
    ),
  );
}

/** Names of at most so many members of staff who hold a permission and can come in. */
export async function holdersNames(ctx: Ctx, permission: Permission, most: number): Promise<string[]> {
  const staff = (await holdersOf(ctx, permission)).slice(0, most);
  return [...(await staffNames(ctx, staff)).values()];
}

const place = (subject: StaffId, column: 'name' | 'email') => ({ subject, table: 'staff', row: subject, column });
