// When the word of a provider is over, for somebody or for all: the link, the sessions that began there, the roles and the memberships that its groups gave go with it.
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { lastingHolders } from '../grants/store.ts';
import { passkeyRows } from '../passkeys/store.ts';
import { staffPurpose } from '../purpose.ts';
import { keptBy, unfollow } from '../scim/follow.ts';
import { viewStaff } from '../staff.ts';
import { passwordOf } from '../store.ts';
import { endSessionsAt } from './ended.ts';
import { follow, meaningOf, stillMeant, unfollowed } from './given.ts';
import { domainOf } from './rules.ts';
import * as store from './store.ts';

/** All of it: the provider is removed. */
export async function endWord(ctx: Ctx, provider: store.ProviderId): Promise<void> {
  const kept = await keptBy(ctx, provider);
  await endLinks(ctx, provider);
  await unfollow(asFollower(ctx), kept);
}

/** Who is linked there, all or these, is linked no more; what it provisions stays. */
export async function endLinks(ctx: Ctx, provider: store.ProviderId, only?: readonly StaffId[]): Promise<void> {
  const linked = (await store.linkedAt(ctx.db, ctx.workspace, provider)).filter((each) => only?.includes(each) ?? true);
  if (only) for (const staff of linked) await endSessionsAt(ctx, provider, { staff });
  else await endSessionsAt(ctx, provider, {});
  await store.dropLinksAt(ctx.db, ctx.workspace, provider, linked);
  for (const staff of linked) await unfollowed(asFollower(ctx), staff, 'provider');
}

/** Those whose address is in none of these domains: the provider speaks for them no more. */
export async function endOutside(ctx: Ctx, provider: store.ProviderId, domains: readonly string[]): Promise<void> {
  const all = [...new Set([...(await keptBy(ctx, provider)), ...(await store.linkedAt(ctx.db, ctx.workspace, provider))])];
  const seen = all.length === 0 ? [] : await viewStaff({ ...ctx, purpose: staffPurpose }, all);
  const outside = seen.filter((each) => !domains.includes(domainOf(each.email))).map((each) => each.id);
  await refuseLastWay(ctx, outside);
  await endLinks(ctx, provider, outside);
  await unfollow(asFollower(ctx), outside);
}

/** Takes roles and memberships that no group means any longer from whoever came by a sign-in; which of the others are theirs the next sign-in says. */
export async function endUnmapped(ctx: Ctx, provider: store.ProviderId): Promise<void> {
  const meaning = await meaningOf(ctx, provider);
  for (const staff of await store.linkedAt(ctx.db, ctx.workspace, provider))
    await follow(asFollower(ctx), staff, 'provider', await stillMeant(ctx, staff, 'provider', meaning));
}

/** Problem `conflict` (`last-way-in`) while no administrator could come in without a provider; when only these lose it, one of them must be an administrator. */
export async function refuseLastWay(ctx: Ctx, only?: readonly StaffId[]): Promise<void> {
  const staff = (await lastingHolders(ctx.db, ctx.workspace, 'administrator')).map((each) => each.staff_id);
  if (only && !staff.some((each) => only.includes(each))) return;
  if ((await passkeyRows(ctx.db, ctx.workspace, staff)).length > 0) return;
  for (const each of staff) if ((await passwordOf(ctx.db, ctx.workspace, each)) !== undefined) return;
  throw new Problem('conflict', {
    because: 'last-way-in',
    detail: 'No administrator could sign in any more: one of them needs a passkey or a password first.',
  });
}

const asFollower = (ctx: Ctx): Ctx => ({ ...ctx, actor: { kind: 'system', id: 'provider' } });
