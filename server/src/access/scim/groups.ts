// Groups as a provider keeps them here. What a group means stands in the mapping of the provider: whoever is in it holds its roles, for as long as they are.
import type { Ctx } from '#kit/ctx';
import { isDuplicate } from '#kit/db';
import { isId, newId, type StaffId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { fault } from './error.ts';
import { followGroups } from './follow.ts';
import type { Plain } from './patch.ts';
import { people, type Scim } from './people.ts';
import { type GroupIn, groupIn, groupOut } from './resources.ts';
import * as store from './store.ts';

export type Group = { readonly row: store.GroupRow; readonly members: readonly StaffId[]; readonly resource: Plain };

/** Every group of a provider. */
export async function groups({ ctx, provider, base }: Scim): Promise<Group[]> {
  return shown(ctx, await store.groupRows(ctx.db, ctx.workspace, provider.id), base);
}

/** One of them, held until the transaction ends. Fault 404. */
export async function group({ ctx, provider, base }: Scim, id: string): Promise<Group> {
  const row = isId('grp', id) ? await store.holdGroup(ctx.db, ctx.workspace, provider.id, id) : undefined;
  if (!row) throw fault(404, undefined, 'There is no group by this id.');
  return (await shown(ctx, [row], base))[0] as Group;
}

/** Faults 409 `uniqueness` for a name that is known, `invalidValue` for members nobody knows. */
export async function addGroup(scim: Scim, given: Plain): Promise<Group> {
  const { ctx, provider } = scim;
  const wanted = groupIn(given);
  const id = newId('grp');
  await orTaken(store.addGroup(ctx.db, ctx.workspace, provider.id, rowOf(id, wanted), ctx.now));
  await append(ctx, { kind: 'provider.group-added', facts: { provider: provider.id, group: id } });
  await setMembers(scim, id, [], wanted.members);
  return group(scim, id);
}

/** Changes a group to what the provider says now. Faults as `addGroup`. */
export async function changeGroup(scim: Scim, before: Group, given: Plain): Promise<Group> {
  const { ctx, provider } = scim;
  const { id, name, external_id } = before.row;
  const wanted = groupIn(given);
  await orTaken(store.saveGroup(ctx.db, ctx.workspace, rowOf(id, wanted), ctx.now));
  await append(ctx, { kind: 'provider.group-changed', facts: { provider: provider.id, group: id, members: wanted.members.length } });
  const isRenamed = name !== wanted.displayName || external_id !== (wanted.externalId ?? null);
  await setMembers(scim, id, before.members, wanted.members, isRenamed);
  return group(scim, id);
}

/** Removes a group, and with it what it gave. */
export async function removeGroup({ ctx, provider }: Scim, { row, members }: Group): Promise<void> {
  await store.dropGroup(ctx.db, ctx.workspace, row.id);
  await append(ctx, { kind: 'provider.group-removed', facts: { provider: provider.id, group: row.id } });
  await followGroups(ctx, provider.id, members);
}

async function setMembers(scim: Scim, id: string, before: readonly StaffId[], wanted: readonly string[], everybody = false): Promise<void> {
  const { ctx, provider } = scim;
  const added = wanted.filter((each) => !before.includes(each as StaffId));
  const gone = before.filter((each) => !wanted.includes(each));
  const known = added.length === 0 ? [] : await people(scim, added.filter((each) => isId('stf', each)) as StaffId[]);
  if (known.length !== added.length) throw fault(400, 'invalidValue', 'A member is nobody here.');
  if (added.length > 0) await store.addMembers(ctx.db, ctx.workspace, id, added);
  if (gone.length > 0) await store.dropMembers(ctx.db, ctx.workspace, id, gone);
  await followGroups(
    ctx,
    provider.id,
    everybody ? [...new Set([...before, ...(wanted as StaffId[])])] : [...(added as StaffId[]), ...gone],
  );
}

async function shown(ctx: Ctx, rows: readonly store.GroupRow[], base: string): Promise<Group[]> {
  const found = await store.memberRows(
    ctx.db,
    ctx.workspace,
    rows.map((row) => row.id),
  );
  const members = Map.groupBy(found, (each) => each.group_id);
  return rows.map((row) => {
    const of = (members.get(row.id) ?? []).map((each) => each.staff_id);
    const meta = { id: row.id, version: row.version, madeAt: row.made_at, changedAt: row.changed_at, base };
    return { row, members: of, resource: groupOut({ displayName: row.name, externalId: row.external_id, members: of }, meta) };
  });
}

const rowOf = (id: store.GroupRow['id'], { displayName, externalId }: GroupIn) => ({
  id,
  name: displayName,
  external_id: externalId ?? null,
});

async function orTaken(written: Promise<unknown>): Promise<void> {
  await written.catch((error: unknown) => {
    throw isDuplicate(error) ? new Problem('conflict', { detail: 'There is a group of this name already.' }) : error;
  });
}
