// What a provider's word is worth here, as decisions over its claims. No I/O.
import type { TeamId } from '#kit/ids';
import { normalEmail } from '../staff.ts';

export type Claims = Readonly<Record<string, unknown>>;
export type Mapping = { readonly group: string; readonly role: string };
export type TeamMapping = { readonly group: string; readonly team: TeamId };
/** What groups mean: roles, and teams. */
export type Meaning = { readonly roles: readonly Mapping[]; readonly teams: readonly TeamMapping[] };
/** What somebody's groups give to them. */
export type Given = { readonly roles: readonly string[]; readonly teams: readonly TeamId[] };
export const nothing: Given = { roles: [], teams: [] };
export type Refused = 'email-missing' | 'email-not-verified' | 'domain-not-allowed';

/** The part of an address behind the last @, in small letters. */
export const domainOf = (email: string): string => normalEmail(email).split('@').at(-1) ?? '';

/** The address that the provider vouches for: verified, and in a domain that it may vouch for. */
export function vouchedEmail(claims: Claims, domains: readonly string[], issuer: string): { email: string } | { refused: Refused } {
  const { email } = claims;
  if (typeof email !== 'string' || email.length > 254 || !/^[^\s@]+@[^\s@]+$/.test(email)) return { refused: 'email-missing' };
  if (!isVerified(claims, issuer)) return { refused: 'email-not-verified' };
  return domains.includes(domainOf(email)) ? { email: normalEmail(email) } : { refused: 'domain-not-allowed' };
}

/** Entra ID sends no `email_verified`; its optional claim `xms_edov` says that the owner of the domain was verified. Elsewhere that name means nothing. */
function isVerified({ email_verified: verified, xms_edov: ownerVerified }: Claims, issuer: string): boolean {
  if (verified !== undefined) return verified === true || verified === 'true';
  return /^https:\/\/login\.microsoftonline\.(com|us)\//.test(issuer) && [true, 1, '1', 'true'].includes(ownerVerified as boolean);
}

/** The groups that a claim names: a list of texts, or one text. At most 1000 of 200 letters. */
export function groupsIn(claims: Claims, claim: string): string[] {
  const found = claims[claim];
  const list: unknown[] = Array.isArray(found) ? found : typeof found === 'string' ? [found] : [];
  return list.filter((each): each is string => typeof each === 'string' && each.length <= 200).slice(0, 1000);
}

/** Whether a claim is said to stand at another place (OpenID Connect Core 1.0, 5.6.2). */
export function isElsewhere(claims: Claims, claim: string): boolean {
  const names = claims['_claim_names'];
  return typeof names === 'object' && names !== null && Object.hasOwn(names, claim);
}

/** The roles that groups mean: all that are mapped, none where none is. There is no default. */
export function rolesOf(groups: readonly string[], mapping: readonly Mapping[]): string[] {
  return [...new Set(mapping.filter((each) => groups.includes(each.group)).map((each) => each.role))];
}

/** The roles and teams that groups mean. A team alone lets nobody in: it opens nothing. */
export function givenBy(groups: readonly string[], { roles, teams }: Meaning): Given {
  return {
    roles: rolesOf(groups, roles),
    teams: [...new Set(teams.filter((each) => groups.includes(each.group)).map((each) => each.team))],
  };
}

/** Whether the provider says that it asked for a second factor: `mfa` in amr (RFC 8176), or one of the values of acr that were agreed. */
export function isStrong(claims: Claims, strongAcr: readonly string[]): boolean {
  const { amr, acr } = claims;
  return (Array.isArray(amr) && amr.includes('mfa')) || (typeof acr === 'string' && strongAcr.includes(acr));
}

/** The name to show of somebody new: as the provider calls them, else what stands before the @. */
export function nameIn(claims: Claims, email: string): string {
  const parts = [claims['given_name'], claims['family_name']].filter((part): part is string => typeof part === 'string');
  const called = [claims['name'], parts.join(' '), email.split('@')[0]].find((each) => typeof each === 'string' && each.trim() !== '');
  return String(called).trim().slice(0, 120);
}
