// Roles of a company: those that are there from the start, and its own.
import type { Ctx } from '#kit/ctx';
import { newId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { listPurposes } from '#purposes';
import { noteRole } from '../alone/given.ts';
import { defaultRoles, hasContent, type Permission, type Power, permissions } from '../permissions.ts';
import { changed, refuseWider } from './grants.ts';
import { powerOf } from './reach.ts';
import { widening } from './steps.ts';
import * as store from './store.ts';

export type Role = {
  readonly id: string;
  /** Null for a default role, which pages name in their own language. */
  readonly name: string | null;
  readonly isDefault: boolean;
  readonly permissions: readonly Permission[];
  /** Purposes for which its holders may look at customers; null for every one. */
  readonly purposes: readonly string[] | null;
  /** How many grants of it hold now. */
  readonly grants: number;
};
export type RoleWords = { readonly name: string; readonly permissions: readonly string[]; readonly purposes: readonly string[] | null };
/** Why it may do more than before; needed of a colleague. */
type Why = { readonly reason?: string | undefined };
const mostRoles = 60;

/** Lays out the default roles of a new company. */
export async function seedRoles(ctx: Ctx): Promise<void> {
  await store.addDefaults(ctx.db, ctx.workspace, Object.keys(defaultRoles), ctx.actor.id, ctx.now);
}

/** Every role: the default ones first, in their own order, then the company's own as they were made. */
export async function listRoles(ctx: Ctx): Promise<Role[]> {
  const rows = await store.roleRows(ctx.db, ctx.workspace);
  const grants = Map.groupBy(await store.everyGrantRow(ctx.db, ctx.workspace, ctx.now), (row) => row.role_id);
  const order = Object.keys(defaultRoles);
  const placeOf = (row: store.RoleRow) => (row.permissions === null ? order.indexOf(row.id) : order.length);
  return rows
    .toSorted((a, b) => placeOf(a) - placeOf(b) || (a.id < b.id ? -1 : 1))
    .map((row) => view(row, grants.get(row.id)?.length ?? 0));
}

/** Names of the company's own roles by id, as it wrote them. */
export async function ownRoleNames(ctx: Ctx): Promise<Map<string, string>> {
  return new Map((await store.roleRows(ctx.db, ctx.workspace)).flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const])));
}

/** Makes a role of the company's own. Problem `invalid` (without a reason: `reason-needed`), `conflict` for a name that is taken or too many, `not-permitted` (`wider-than-own`). */
export async function addRole(ctx: Ctx, words: RoleWords & Why): Promise<Role> {
  const known = await store.roleRows(ctx.db, ctx.workspace);
  if (known.length >= mostRoles) throw new Problem('conflict', { detail: 'There are sixty roles already: take one away first.' });
  const row = { id: newId('rol') as string, ...(await checked(ctx, words, known)), changed_by: ctx.actor.id, changed_at: ctx.now };
  await widening(ctx, { role: row.id, before: null, after: powerOf(row) }, words.reason, () => store.addRole(ctx.db, ctx.workspace, row));
  await append(ctx, { kind: 'role.added', facts: factsOf(row) });
  return view(row, 0);
}

/** Changes one of the company's own roles; whoever holds it may do the new things, and no longer the old, from this moment. Problems as `addRole` (a reason is asked for what it may do beyond before), `not-found`, `conflict` for a default one. */
export async function changeRole(ctx: Ctx, id: string, words: RoleWords & Why): Promise<Role> {
  return put(ctx, id, words, (powers, save) => widening(ctx, { role: id, ...powers }, words.reason, save));
}

/** Takes back a step: the role may do again what it could before, also what was taken from it in the same step. Problems as `changeRole`. */
export async function putRoleBack(ctx: Ctx, id: string, before: Pick<Power, 'permissions' | 'purposes'>): Promise<void> {
  const { name } = await own(ctx, id);
  await put(ctx, id, { name: name ?? '', ...before }, (_, save) => save());
}

type Save = (powers: { before: Power; after: Power }, save: () => Promise<unknown>) => Promise<unknown>;
async function put(ctx: Ctx, id: string, words: RoleWords, saving: Save): Promise<Role> {
  const before = powerOf(await own(ctx, id));
  await refuseWider(ctx, { ...before, inboxes: null, teams: null, until: null });
  const others = (await store.roleRows(ctx.db, ctx.workspace)).filter((role) => role.id !== id);
  const row = { id, ...(await checked(ctx, words, others)), changed_by: ctx.actor.id, changed_at: ctx.now };
  const grants = await store.everyGrantRow(ctx.db, ctx.workspace, ctx.now);
  await saving({ before, after: powerOf(row) }, () => store.saveRole(ctx.db, ctx.workspace, row));
  const holders = grants.filter((grant) => grant.role_id === id);
  const isMine = holders.some((grant) => grant.staff_id === ctx.actor.id);
  const entry = await append(ctx, { kind: 'role.changed', facts: { ...factsOf(row), ...(isMine && { toSelf: 1 }) } });
  await noteRole(ctx, { grants, role: id, before, after: powerOf(row), entry });
  await changed(ctx, [...new Set(holders.map((grant) => grant.staff_id))]);
  return view(row, holders.length);
}

/** Takes one of the company's own roles away. Problem `not-found`, `conflict` while somebody holds it (`role-held`) and for a default one. */
export async function removeRole(ctx: Ctx, id: string): Promise<void> {
  await own(ctx, id);
  await store.forgetEnded(ctx.db, ctx.workspace, id, ctx.now);
  if ((await store.everyGrantRow(ctx.db, ctx.workspace, ctx.now)).some((grant) => grant.role_id === id))
    throw new Problem('conflict', { because: 'role-held', detail: 'Somebody holds this role: take it from them first.' });
  await store.dropRole(ctx.db, ctx.workspace, id);
  await append(ctx, { kind: 'role.removed', facts: { role: id } });
}

/** Codes of the purposes that a role may carry. */
export async function purposesForCustomers(ctx: Ctx): Promise<string[]> {
  return (await listPurposes(ctx)).filter((purpose) => purpose.about === 'person').map((purpose) => purpose.code);
}

async function own(ctx: Ctx, id: string): Promise<store.RoleRow> {
  const row = await store.holdRole(ctx.db, ctx.workspace, id);
  if (!row) throw new Problem('not-found');
  if (row.permissions === null)
    throw new Problem('conflict', {
      because: 'default-role',
      detail: 'This role is the same in every Parley. Make one of your own instead.',
    });
  return row;
}

async function checked(ctx: Ctx, words: RoleWords, others: readonly store.RoleRow[]) {
  const name = words.name.trim();
  const held = permissions.filter((each) => words.permissions.includes(each));
  const purposes = needsPurposes(held) ? words.purposes && [...new Set(words.purposes)] : [];
  const known = await purposesForCustomers(ctx);
  const wrong = (path: string, message: string) => new Problem('invalid', { fields: [{ path: `body/${path}`, message }] });
  if (name === '') throw wrong('name', 'is empty');
  if (held.length === 0 || held.length !== new Set(words.permissions).size) throw wrong('permissions', 'are not all known, or none');
  if (purposes?.some((each) => !known.includes(each))) throw wrong('purposes', 'are not all purposes for customers');
  if (hasContent(held) && purposes?.length === 0) throw wrong('purposes', 'are missing: whoever sees customers does so for a purpose');
  if (others.some((role) => role.name?.toLowerCase() === name.toLowerCase()))
    throw new Problem('conflict', { detail: 'There is a role of this name already.' });
  await refuseWider(ctx, { permissions: held, purposes, inboxes: null, teams: null, until: null });
  return { name, permissions: held, purposes };
}

/** Whoever answers requests looks at customers too, while they do. */
const needsPurposes = (held: readonly Permission[]): boolean => hasContent(held) || held.some((each) => each.startsWith('requests.'));
const factsOf = (row: { id: string; permissions: readonly string[]; purposes: readonly string[] | null }) => ({
  role: row.id,
  permissions: row.permissions.join(','),
  purposes: row.purposes?.join(',') ?? 'all',
});

const view = (row: store.RoleRow, grants: number): Role => ({
  id: row.id,
  name: row.name,
  isDefault: row.permissions === null,
  ...powerOf(row),
  grants,
});
