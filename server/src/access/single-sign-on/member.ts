// Whom the provider means: pinned by issuer and subject from the first sign-in on; before that by an address it vouches for; or somebody new, when a group has a role.
import type { Ctx } from '#kit/ctx';
import type { StaffId } from '#kit/ids';
import { append } from '#ledger';
import { isInactive } from '../scim/store.ts';
import { addStaff, emailHash } from '../staff.ts';
import { dropOpenInvitations, staffByEmail } from '../store.ts';
import { follow, holdsOf, holdsRole, meaningOf } from './given.ts';
import { subjectHash } from './hashes.ts';
import type { Because } from './refused.ts';
import { type Claims, type Given, givenBy, groupsIn, nameIn, vouchedEmail } from './rules.ts';
import * as store from './store.ts';

/** Whom a refusal concerns, where the provider's word named somebody who is here. */
export type Member = { readonly staff: StaffId } | { readonly refused: Because; readonly staff?: StaffId };

/** The member of staff behind these claims, who joins if they have not. Roles and memberships that are over are taken also from whoever is refused: commit before you say so. */
export async function memberFor(ctx: Ctx, provider: store.ProviderRow, claims: Claims, unheard: Because | undefined): Promise<Member> {
  const subject = subjectHash(ctx.tools, provider, claims['sub']);
  const given = givenBy(groupsIn(claims, provider.groups_claim), await meaningOf(ctx, provider.id));
  const link = await store.linkBySubject(ctx.db, ctx.workspace, provider.id, subject);
  if (link) return comesIn(ctx, provider, link.staff_id, given, unheard);
  const vouched = vouchedEmail(claims, provider.domains, provider.issuer);
  if ('refused' in vouched) return vouched;
  const known = await staffByEmail(ctx.db, ctx.workspace, emailHash(ctx, vouched.email));
  if (!known) {
    if (!provider.adds_people) return { refused: 'unknown-person' };
    if (given.roles.length === 0) return { refused: 'no-role' };
    const staff = await addStaff(ctx, { name: nameIn(claims, vouched.email), email: vouched.email, password: null });
    await append(ctx, { kind: 'staff.added-by-provider', subject: staff, facts: { provider: provider.id } });
    await pin(ctx, provider, staff, subject);
    return comesIn(ctx, provider, staff, given, unheard);
  }
  const links = await store.linkRows(ctx.db, ctx.workspace, [known.id]);
  if (links.some((each) => each.provider_id === provider.id)) return { refused: 'other-subject', staff: known.id };
  await pin(ctx, provider, known.id, subject);
  return comesIn(ctx, provider, known.id, given, unheard);
}

async function pin(ctx: Ctx, provider: store.ProviderRow, staff: StaffId, subject: string): Promise<void> {
  await store.addLink(ctx.db, ctx.workspace, { provider_id: provider.id, staff_id: staff, subject_hash: subject }, ctx.now);
  await append(ctx, { kind: 'staff.linked', subject: staff, facts: { provider: provider.id } });
}

async function comesIn(ctx: Ctx, provider: store.ProviderRow, staff: StaffId, given: Given, unheard: Because | undefined): Promise<Member> {
  // groups that could not be asked for are not groups that are over: nothing that they gave is taken, and nobody comes in by it
  if (unheard !== undefined && (await holdsOf(ctx, staff, 'provider'))) return { refused: unheard };
  await follow(ctx, staff, 'provider', given);
  if (!(await holdsRole(ctx, staff))) return { refused: 'no-role', staff };
  if (await isInactive(ctx.db, ctx.workspace, provider.id, staff)) return { refused: 'suspended', staff };
  if (!(await store.joins(ctx.db, ctx.workspace, staff, ctx.now))) return { refused: 'suspended', staff };
  await dropOpenInvitations(ctx.db, ctx.workspace, staff);
  return { staff };
}
