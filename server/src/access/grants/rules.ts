// What grants come to: facts in, answers out. Each grant counts as a whole: a purpose of one and an inbox of another never add up to a third thing.
import type { Carried } from '#kit/ctx';
import type { InboxId } from '#kit/ids';
import { contentPermissions, type Permission, permissions } from '../permissions.ts';

/** All permissions over several grants, in the order of the closed list. */
export function permissionsIn(grants: readonly Carried[]): Permission[] {
  return permissions.filter((each) => grants.some((grant) => grant.permissions.includes(each)));
}

/** Only what a key was made for. */
export function narrowed(grants: readonly Carried[], scopes: readonly string[]): Carried[] {
  return grants.map((grant) => ({ ...grant, permissions: grant.permissions.filter((each) => scopes.includes(each)) }));
}

/** Whether somebody acts for a purpose, in an inbox when one is named. */
export function carriesPurpose(grants: readonly Carried[], purpose: string, inbox?: InboxId): boolean {
  return grants.some((grant) => holds(grant.purposes, purpose) && (inbox === undefined || holds(grant.inboxes, inbox)));
}

/** The inboxes somebody reaches for a purpose (any when undefined); null for all of them. */
export function inboxesIn(grants: readonly Carried[], purpose: string | undefined): readonly InboxId[] | null {
  const counted = grants.filter((grant) => purpose === undefined || holds(grant.purposes, purpose));
  if (counted.some((grant) => grant.inboxes === null)) return null;
  return [...new Set(counted.flatMap((grant) => grant.inboxes ?? []))];
}

/**
 * What somebody may give to others, or to a role: each permission must be held, and what shows customers must be held for every purpose and inbox it is given for,
 * by one grant. Administrators may give anything; a company could not begin otherwise.
 */
export function mayGive(own: { readonly grants: readonly Carried[]; readonly isAdministrator: boolean }, given: Carried): boolean {
  if (own.isAdministrator) return true;
  return given.permissions.every((permission) => {
    const with_ = own.grants.filter((grant) => grant.permissions.includes(permission));
    if (!(contentPermissions as readonly string[]).includes(permission)) return with_.length > 0;
    return with_.some((grant) => covers(grant.purposes, given.purposes) && covers(grant.inboxes, given.inboxes));
  });
}

const holds = (list: readonly string[] | null, one: string): boolean => list === null || list.includes(one);
const covers = (own: readonly string[] | null, given: readonly string[] | null): boolean =>
  own === null || given?.every((each) => own.includes(each)) === true;
