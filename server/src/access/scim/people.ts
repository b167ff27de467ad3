// People as a provider keeps them here: added, changed, switched off, taken away. Only those whose address it may speak for; to it, nobody else is here.
import { lookupHash, mintPermit, openMany, seal } from '#keys';
import type { Ctx } from '#kit/ctx';
import { isDuplicate } from '#kit/db';
import type { StaffId } from '#kit/ids';
import { isId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { append } from '#ledger';
import { addEntrance } from '../entrances.ts';
import { forgetName } from '../names.ts';
import { staffPurpose } from '../purpose.ts';
import { domainOf } from '../single-sign-on/rules.ts';
import type { ProviderRow } from '../single-sign-on/store.ts';
import { addStaff, emailHash, normalEmail, type StaffView, sealed, viewStaff } from '../staff.ts';
import { dropEntrance, renameStaff, staffByEmail, staffRows } from '../store.ts';
import { fault } from './error.ts';
import type { Wanted } from './filter.ts';
import type { Plain } from './patch.ts';
import { type Membership, type Profile, profileIn, shownName, userOut } from './resources.ts';
import { bringBackByProvider, suspendByProvider, takeAwayByProvider } from './standing.ts';
import * as store from './store.ts';

export type Scim = { readonly ctx: Ctx; readonly provider: ProviderRow; readonly base: string };
export type Person = {
  readonly staff: StaffView;
  readonly row: store.PersonRow | undefined;
  readonly profile: Profile;
  readonly resource: Plain;
  /** The same with the provider's own word about `active`, also of somebody whom a colleague suspended. */
  readonly said: Plain;
};

/** The people a provider sees, by id; all when no ids are given. Each look is recorded. */
export async function people({ ctx, provider, base }: Scim, ids?: readonly StaffId[]): Promise<Person[]> {
  const found = (await viewStaff(ctx, ids)).filter((each) => each.leftAt === null && provider.domains.includes(domainOf(each.email)));
  const staffIds = found.map((each) => each.id);
  const rows = (await store.personRows(ctx.db, ctx.workspace, staffIds)).filter((row) => row.provider_id === provider.id);
  const profiles = await openProfiles(ctx, rows);
  const groups = Map.groupBy(await store.membershipRows(ctx.db, ctx.workspace, staffIds), (each) => each.staff_id);
  return found.map((staff) => {
    const row = rows.find((each) => each.staff_id === staff.id);
    const profile = profiles.get(staff.id) ?? { userName: staff.email, displayName: staff.name, email: staff.email };
    const active = row?.active ?? true;
    const memberships: Membership[] = (groups.get(staff.id) ?? []).map((each) => ({ id: each.group_id, name: each.name }));
    const madeAt = row?.made_at ?? staff.invitedAt;
    const meta = { id: staff.id, version: row?.version ?? 0, madeAt, changedAt: row?.changed_at ?? madeAt, base };
    const resource = userOut(profile, active && staff.suspendedAt === null, memberships, meta);
    return { staff, row, profile, resource, said: userOut(profile, active, memberships, meta) };
  });
}

/** One of them. Fault 404. */
export async function person(scim: Scim, id: string): Promise<Person> {
  const found = isId('stf', id) ? (await people(scim, [id]))[0] : undefined;
  if (!found) throw fault(404, undefined, 'There is nobody by this id.');
  return found;
}

/** Those who can match at all, without opening everybody: one by an id, a user name or an external id where the filter asks for one. */
export async function candidates(scim: Scim, wanted: Wanted): Promise<Person[]> {
  if (wanted === undefined) return people(scim);
  const { ctx, provider } = scim;
  if (wanted.attribute === 'id') return isId('stf', wanted.value) ? people(scim, [wanted.value]) : [];
  const hashed = await store.peopleByHash(ctx.db, ctx.workspace, provider.id, hashOf(ctx, wanted.attribute, wanted.value));
  const byAddress = wanted.attribute === 'username' ? await staffByEmail(ctx.db, ctx.workspace, emailHash(ctx, wanted.value)) : undefined;
  const ids = [...new Set([...hashed, ...(byAddress ? [byAddress.id] : [])])];
  return ids.length === 0 ? [] : people(scim, ids);
}

/** Somebody new, who may come in once a group of theirs has a role. Faults 409 `uniqueness` for an address or user name that is known, `invalidValue` for one of another domain. */
export async function addPerson(scim: Scim, given: Plain): Promise<Person> {
  const { ctx, provider } = scim;
  const { profile, active } = profileIn(given);
  refuseForeign(provider, profile);
  if (await staffByEmail(ctx.db, ctx.workspace, emailHash(ctx, profile.email))) throw taken();
  const staff = await addStaff(ctx, { name: shownName(profile), email: profile.email, password: null });
  await keep(scim, staff, profile, active);
  await append(ctx, { kind: 'staff.provisioned', subject: staff, facts: { provider: provider.id, active } });
  return person(scim, staff);
}

/** Changes somebody to what the provider says now. Faults as `addPerson`; 409 for the last administrator. */
export async function changePerson(scim: Scim, before: Person, given: Plain): Promise<Person> {
  const { ctx, provider } = scim;
  const { profile, active } = profileIn(given);
  const { staff } = before;
  refuseForeign(provider, profile);
  if (normalEmail(profile.email) !== staff.email) await changeAddress(ctx, staff.id, profile.email);
  const name = shownName(profile);
  if (name !== staff.name) {
    await renameStaff(ctx.db, ctx.workspace, staff.id, await sealed(ctx, staff.id, 'name', name));
    forgetName(ctx, staff.id);
  }
  const was = before.row?.active ?? true;
  await keep(scim, staff.id, profile, active);
  if (!active) await suspendByProvider(ctx, staff.id); // each time it is said: they may have come in another way since
  if (!was && active) await bringBackByProvider(ctx, staff.id);
  const fields = [name !== staff.name ? 'name' : '', normalEmail(profile.email) !== staff.email ? 'email' : ''].filter(Boolean).join(',');
  await append(ctx, { kind: 'staff.changed', subject: staff.id, facts: { provider: provider.id, fields } });
  return person(scim, staff.id);
}

/** Takes somebody away. Fault 409 for the last administrator. */
export async function removePerson({ ctx }: Scim, { staff }: Person): Promise<void> {
  await takeAwayByProvider(ctx, staff.id);
}

export const placeOfProfile = (staff: StaffId) => ({ subject: staff, table: 'scim_people', row: staff, column: 'profile' });

/** What providers said of these people, opened. */
export async function openProfiles(ctx: Ctx, rows: readonly store.PersonRow[]): Promise<Map<StaffId, Profile>> {
  if (rows.length === 0) return new Map();
  const permit = mintPermit(ctx, {
    act: 'reveal',
    purpose: staffPurpose,
    subjects: rows.map((row) => row.staff_id),
    fields: ['scim_people.profile'],
  });
  const texts = await openMany(
    ctx,
    permit,
    rows.map((row) => ({ place: placeOfProfile(row.staff_id), sealed: row.profile })),
  );
  return new Map(rows.map((row, at) => [row.staff_id, JSON.parse(texts[at] ?? '{}') as Profile]));
}

async function keep({ ctx, provider }: Scim, staff: StaffId, profile: Profile, active: boolean): Promise<void> {
  const row = {
    staff_id: staff,
    provider_id: provider.id,
    profile: await seal(ctx, placeOfProfile(staff), JSON.stringify(profile)),
    user_name_hash: hashOf(ctx, 'username', profile.userName),
    external_hash: profile.externalId === undefined ? null : hashOf(ctx, 'externalid', profile.externalId),
    active,
  };
  await store.putPerson(ctx.db, ctx.workspace, row, ctx.now).catch((error: unknown) => {
    throw isDuplicate(error) ? taken() : error;
  });
}

async function changeAddress(ctx: Ctx, staff: StaffId, email: string): Promise<void> {
  const known = await staffByEmail(ctx.db, ctx.workspace, emailHash(ctx, email));
  if (known && known.id !== staff) throw taken();
  const [row] = await staffRows(ctx.db, ctx.workspace, [staff]);
  if (row?.email_hash) await dropEntrance(ctx.db, ctx.workspace, 'staff', row.email_hash);
  await store.changeEmail(ctx.db, ctx.workspace, staff, await sealed(ctx, staff, 'email', normalEmail(email)), emailHash(ctx, email));
  await addEntrance(ctx, 'staff', normalEmail(email), staff);
}

function refuseForeign(provider: ProviderRow, { email }: Profile): void {
  if (!provider.domains.includes(domainOf(email)))
    throw fault(400, 'invalidValue', 'This provider does not speak for addresses of this domain.');
}

const taken = () => new Problem('conflict', { detail: 'Somebody has this address or user name already.' });
const hashOf = (ctx: Ctx, kind: 'username' | 'externalid', value: string): string =>
  lookupHash(ctx.tools, `scim-${kind}`, `${ctx.workspace} ${kind === 'username' ? normalEmail(value) : value}`);
