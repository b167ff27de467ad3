// What grants come to: facts in, answers out. Each grant counts as a whole: a purpose of one and an inbox of another never add up to a third thing.
import type { Carried } from '#kit/ctx';
import type { Id, InboxId, PersonId } from '#kit/ids';
import { contentPermissions, type Permission, permissions } from '../permissions.ts';

/** All permissions over several grants, in the order of the closed list. */
export function permissionsIn(grants: readonly Carried[]): Permission[] {
  return permissions.filter((each) => grants.some((grant) => grant.permissions.includes(each)));
}

/** Only what a key was made for. */
export function narrowed(grants: readonly Carried[], scopes: readonly string[]): Carried[] {
  return grants.map((grant) => ({ ...grant, permissions: grant.permissions.filter((each) => scopes.includes(each)) }));
}

/** Whether somebody acts for a purpose, in an inbox when one is named, on somebody who is these people: what was opened for one person in an emergency carries no other. */
export function carriesPurpose(grants: readonly Carried[], purpose: string, inbox?: InboxId, people: readonly PersonId[] = []): boolean {
  return grants.some((grant) => holds(grant.purposes, purpose) && isWithin(grant, inbox, people));
}

/** Those whom somebody reaches for a purpose (any when undefined) by an emergency that was opened for them, wherever they wrote. */
export function peopleReached(grants: readonly Carried[], purpose: string | undefined): readonly PersonId[] {
  return grants.filter((grant) => purpose === undefined || holds(grant.purposes, purpose)).flatMap((grant) => grant.people ?? []);
}

/**
 * The emergency on which an act rests; undefined where a role carries it too. Where no inbox is named, as on a list, a role carries it only when it counts in all of
 * them: rather one look too many is marked than one too few.
 */
export function emergencyBehind(
  grants: readonly Carried[],
  purpose: string,
  inbox: InboxId | undefined,
  people: readonly PersonId[],
): Id<'brk'> | undefined {
  const counted = grants.filter((grant) => holds(grant.purposes, purpose));
  const isOrdinary = (grant: Carried) => !grant.emergency && (inbox === undefined ? grant.inboxes === null : holds(grant.inboxes, inbox));
  if (counted.some(isOrdinary)) return undefined;
  return counted.find((grant) => grant.emergency && isWithin(grant, inbox, people))?.emergency;
}

/** The inboxes somebody reaches for a purpose (any when undefined); null for all of them. */
export function inboxesIn(grants: readonly Carried[], purpose: string | undefined): readonly InboxId[] | null {
  const counted = grants.filter((grant) => purpose === undefined || holds(grant.purposes, purpose));
  if (counted.some((grant) => grant.inboxes === null)) return null;
  return [...new Set(counted.flatMap((grant) => grant.inboxes ?? []))];
}

/** What somebody holds, or gives, until when; null: without an end. */
export type Lasting = Carried & { readonly until: Date | null };

/**
 * What somebody may give to others, or to a role: each permission must be held for at least as long, and what shows customers must be held for every purpose and
 * inbox it is given for, by one grant. Administrators may give anything; a company could not begin otherwise. What is held in an emergency is nobody's to give.
 */
export function mayGive(own: readonly (Lasting & { readonly isAdministrator: boolean })[], given: Lasting): boolean {
  const asLong = own.filter(({ until }) => until === null || (given.until !== null && given.until <= until));
  if (asLong.some((grant) => grant.isAdministrator)) return true;
  return given.permissions.every((permission) => {
    const with_ = asLong.filter((grant) => grant.permissions.includes(permission));
    if (!(contentPermissions as readonly string[]).includes(permission)) return with_.length > 0;
    return with_.some((grant) => covers(grant.purposes, given.purposes) && covers(grant.inboxes, given.inboxes));
  });
}

const isWithin = (grant: Carried, inbox: InboxId | undefined, people: readonly PersonId[]): boolean =>
  grant.people ? grant.people.some((each) => people.includes(each)) : inbox === undefined || holds(grant.inboxes, inbox);
const holds = (list: readonly string[] | null, one: string): boolean => list === null || list.includes(one);
const covers = (own: readonly string[] | null, given: readonly string[] | null): boolean =>
  own === null || given?.every((each) => own.includes(each)) === true;
