// Identity providers of a company: who they are, for whom they may speak, and what their groups mean.
import { sealSecret } from '#keys';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import { type Id, isId, newId, type WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { append } from '#ledger';
import { noteOfficers } from '../alone/given.ts';
import { addEntrance, findEntrance, removeEntrance } from '../entrances.ts';
import { refuseUnlessAdministrator, refuseWider } from '../grants/grants.ts';
import { listRoles } from '../grants/roles.ts';
import { followMapping } from '../scim/follow.ts';
import { revokeTokensOf, type ScimTokenView, tokensOf } from '../scim/tokens.ts';
import { type Provider, placeOfSecret, withSecret } from './discovery.ts';
import { membershipsByGroup } from './memberships.ts';
import { endLinks, endOutside, endUnmapped, endWord, refuseLastWay } from './over.ts';
import * as store from './store.ts';
import { redirectUri } from './transit.ts';

export type ProviderFacts = {
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly domains: readonly string[];
  readonly addsPeople: boolean;
  readonly groupsClaim: string;
  readonly groups: readonly { readonly group: string; readonly role: string }[];
  readonly teams: readonly { readonly group: string; readonly team: string }[];
  readonly strongAcr: readonly string[];
  readonly passwordsOff: boolean;
};
export type ProviderView = ProviderFacts & {
  readonly id: store.ProviderId;
  readonly hasSecret: boolean;
  readonly redirectUri: string;
  readonly signOutUri: string;
  readonly backChannelUri: string;
  readonly signInUri: string;
  readonly scimUrl: string;
  readonly scimTokens: readonly ScimTokenView[];
  readonly changedAt: Date;
};
type NewProvider = Omit<ProviderFacts, 'teams'> & {
  readonly teams?: ProviderFacts['teams'] | undefined;
  readonly secret?: string | undefined;
};
type Change = { readonly [K in keyof ProviderFacts]?: ProviderFacts[K] | undefined } & { readonly secret?: string | undefined };
const mostProviders = 20;

/** Every provider of the company, first come first. */
export async function listProviders(ctx: Ctx): Promise<ProviderView[]> {
  const rows = await store.providerRows(ctx.db, ctx.workspace);
  const [groups, teams] = [await store.groupRows(ctx.db, ctx.workspace), await store.teamRows(ctx.db, ctx.workspace)];
  const tokens = await tokensOf(ctx);
  return rows.map((row) => view(ctx, row, { groups, teams }, tokens.get(row.id) ?? []));
}

/** Adds a provider. Whoever chooses one says who anybody is, so only administrators do. Problem `not-permitted`, `invalid` for a role or team nobody knows or a domain that another provider speaks for, `conflict` when there are too many. */
export async function addProvider(ctx: Ctx, { teams = [], ...rest }: NewProvider): Promise<ProviderView> {
  const facts = { ...rest, teams };
  await refuseUnlessAdministrator(ctx);
  if ((await store.providerRows(ctx.db, ctx.workspace)).length >= mostProviders)
    throw new Problem('conflict', { detail: 'There are twenty providers already: remove one first.' });
  const id = newId('idp');
  await refuseUnfit(ctx, id, facts);
  await store.addProvider(ctx.db, ctx.workspace, await rowOf(ctx, id, facts, null), ctx.now);
  await store.putGroups(ctx.db, ctx.workspace, id, facts.groups, ctx.actor.id);
  await store.putTeams(ctx.db, ctx.workspace, id, teams, ctx.actor.id);
  await addEntrance(ctx, 'provider', id, id);
  const entry = await append(ctx, {
    kind: 'provider.added',
    facts: { provider: id, groups: facts.groups.length, teams: teams.length, passwordsOff: facts.passwordsOff },
  });
  await noteOfficers(ctx, facts.groups, [], entry);
  return one(ctx, id);
}

/** Changes what is given; a secret that is left out stays. Another issuer is another provider: who was linked there is linked no more, nor whose domain it lost. Problems as `addProvider`, `not-found`, `conflict` (`last-way-in`). */
export async function changeProvider(ctx: Ctx, id: string, change: Change): Promise<ProviderView> {
  await refuseUnlessAdministrator(ctx);
  const [before, row] = [await one(ctx, id), await store.providerRow(ctx.db, ctx.workspace, id)];
  if (!row) throw new Problem('not-found');
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const after: ProviderFacts & { secret?: string } = { ...before, ...given };
  await refuseUnfit(ctx, row.id, after);
  if (after.issuer !== before.issuer) await refuseLastWay(ctx);
  await store.saveProvider(ctx.db, ctx.workspace, await rowOf(ctx, row.id, after, row.client_secret), ctx.now);
  if (change.groups) await store.putGroups(ctx.db, ctx.workspace, row.id, change.groups, ctx.actor.id);
  if (change.teams) await store.putTeams(ctx.db, ctx.workspace, row.id, change.teams, ctx.actor.id);
  const isMappedAnew = change.groups !== undefined || change.teams !== undefined;
  if (isMappedAnew) await followMapping({ ...ctx, actor: { kind: 'system', id: 'scim' } }, row.id);
  if (after.issuer !== before.issuer) await endLinks(ctx, row.id);
  if (before.domains.some((each) => !after.domains.includes(each))) await endOutside(ctx, row.id, after.domains);
  if (isMappedAnew) await endUnmapped(ctx, row.id);
  const entry = await append(ctx, { kind: 'provider.changed', facts: { provider: row.id, fields: Object.keys(given).sort().join(',') } });
  await noteOfficers(ctx, after.groups, before.groups, entry);
  return one(ctx, id);
}

/** Takes away what one group means for one role, and the role from whoever has it by that alone. Problem `not-found`. */
export async function dropGroup(ctx: Ctx, id: string, { group, role }: { group: string; role: string }): Promise<void> {
  const rows = (await store.groupRows(ctx.db, ctx.workspace)).filter((row) => row.provider_id === id);
  const left = rows.filter((row) => row.group_name !== group || row.role_id !== role);
  const [one] = rows;
  if (!one || left.length === rows.length) throw new Problem('not-found');
  const groups = left.map((row) => ({ group: row.group_name, role: row.role_id }));
  await store.putGroups(ctx.db, ctx.workspace, one.provider_id, groups, ctx.actor.id);
  await followMapping({ ...ctx, actor: { kind: 'system', id: 'scim' } }, one.provider_id);
  await endUnmapped(ctx, one.provider_id);
  await append(ctx, { kind: 'provider.changed', facts: { provider: id, fields: 'groups' } });
}

/** Removes a provider: sessions that began there end, its tokens for provisioning too. Whoever it brought keeps their account without the roles and memberships of its groups, and needs another way in. Problem `not-permitted`, `not-found`, `conflict` (`last-way-in`). */
export async function removeProvider(ctx: Ctx, id: string): Promise<void> {
  await refuseUnlessAdministrator(ctx);
  const row = await store.providerRow(ctx.db, ctx.workspace, id);
  if (!row) throw new Problem('not-found');
  await refuseLastWay(ctx);
  await endWord(ctx, row.id);
  await revokeTokensOf(ctx, row.id);
  await store.dropProvider(ctx.db, ctx.workspace, row.id);
  await removeEntrance(ctx, 'provider', row.id);
  await append(ctx, { kind: 'provider.removed', facts: { provider: row.id } });
}

/** A provider before anybody is known, with its secret opened. Problem `not-found`. */
export async function providerAt(tools: Tools, id: string): Promise<{ workspace: WorkspaceId; provider: Provider }> {
  const entrance = await findEntrance(tools, 'provider', id);
  if (!entrance) throw new Problem('not-found');
  const { workspace } = entrance;
  return act(tools, { workspace, actor: { kind: 'system', id: 'sign-in' } }, async (ctx) => {
    const row = await store.providerRow(ctx.db, workspace, id);
    if (!row) throw new Problem('not-found');
    return { workspace, provider: await withSecret(ctx, row) };
  });
}

async function one(ctx: Ctx, id: string): Promise<ProviderView> {
  const found = (await listProviders(ctx)).find((each) => each.id === id);
  if (!found) throw new Problem('not-found');
  return found;
}

async function refuseUnfit(ctx: Ctx, id: store.ProviderId, { groups, teams, domains }: ProviderFacts): Promise<void> {
  const wrong = (path: string, message: string) => new Problem('invalid', { fields: [{ path: `body/${path}`, message }] });
  const roles = new Map((await listRoles(ctx)).map((role) => [role.id, role]));
  for (const name of new Set(groups.map((each) => each.role))) {
    const role = roles.get(name);
    if (!role) throw wrong('groups', 'name a role that does not exist');
    await refuseWider(ctx, { ...role, inboxes: null, teams: null, until: null }); // what one may not give by hand is given by no group either
  }
  if (new Set(groups.map((each) => `${each.role} ${each.group}`)).size !== groups.length)
    throw wrong('groups', 'name one group twice for a role');
  for (const team of new Set(teams.map((each) => each.team)))
    if (!isId('tem', team) || !(await membershipsByGroup.of(ctx).isAtWork(ctx, team)))
      throw wrong('teams', 'name a team that does not exist');
  if (new Set(teams.map((each) => `${each.team} ${each.group}`)).size !== teams.length)
    throw wrong('teams', 'name one group twice for a team');
  const others = (await store.providerRows(ctx.db, ctx.workspace)).filter((row) => row.id !== id);
  if (others.some((row) => row.domains.some((each) => domains.includes(each))))
    throw wrong('domains', 'another provider speaks for one of them');
}

async function rowOf(
  ctx: Ctx,
  id: store.ProviderId,
  facts: ProviderFacts & { secret?: string | undefined },
  before: store.ProviderRow['client_secret'],
) {
  return {
    id,
    name: facts.name,
    issuer: facts.issuer,
    client_id: facts.clientId,
    client_secret: facts.secret === undefined ? before : await sealSecret(ctx, placeOfSecret(id), facts.secret),
    domains: [...facts.domains],
    adds_people: facts.addsPeople,
    groups_claim: facts.groupsClaim,
    strong_acr: [...facts.strongAcr],
    passwords_off: facts.passwordsOff,
  };
}

type Mapped = { readonly groups: readonly store.GroupRow[]; readonly teams: readonly store.TeamMappingRow[] };

function view(ctx: Ctx, row: store.ProviderRow, { groups, teams }: Mapped, scimTokens: readonly ScimTokenView[]): ProviderView {
  const { publicUrl } = config.of(ctx);
  return {
    id: row.id,
    name: row.name,
    issuer: row.issuer,
    clientId: row.client_id,
    hasSecret: row.client_secret !== null,
    domains: row.domains,
    addsPeople: row.adds_people,
    groupsClaim: row.groups_claim,
    groups: groups.filter((each) => each.provider_id === row.id).map((each) => ({ group: each.group_name, role: each.role_id })),
    teams: teams.filter((each) => each.provider_id === row.id).map((each) => ({ group: each.group_name, team: each.team_id })),
    strongAcr: row.strong_acr,
    passwordsOff: row.passwords_off,
    redirectUri: redirectUri(ctx.tools, row.id),
    signOutUri: `${publicUrl}/sign-in`,
    backChannelUri: `${publicUrl}/v1/providers/${row.id}/logout`,
    signInUri: `${publicUrl}/sign-in/${row.id}`,
    scimUrl: `${publicUrl}/scim/v2`,
    scimTokens,
    changedAt: row.changed_at,
  };
}

export type ProviderName = { readonly id: Id<'idp'>; readonly name: string };
