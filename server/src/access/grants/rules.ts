// What grants come to: facts in, answers out. Each grant counts as a whole: a purpose of one, an inbox or a team of another never add up to a third thing.
import type { Carried, Spot } from '#kit/ctx';
import { type Id, type InboxId, isId, type PersonId, type TeamId } from '#kit/ids';
import { hasContent, type Permission, permissions } from '../permissions.ts';

/** All permissions over several grants, in the order of the closed list. */
export function permissionsIn(grants: readonly Carried[]): Permission[] {
  return permissions.filter((each) => grants.some((grant) => grant.permissions.includes(each)));
}

/** Only what a key was made for. */
export function narrowed(grants: readonly Carried[], scopes: readonly string[]): Carried[] {
  return grants.map((grant) => ({ ...grant, permissions: grant.permissions.filter((each) => scopes.includes(each)) }));
}

/** Whether somebody acts for a purpose, at a spot when one is named, on somebody who is these people: what was opened for one person in an emergency carries no other. */
export function carriesPurpose(grants: readonly Carried[], purpose: string, spot?: Spot, people: readonly PersonId[] = []): boolean {
  return grants.some((grant) => holds(grant.purposes, purpose) && isWithin(grant, spot, people));
}

/** Those whom somebody reaches for a purpose (any when undefined) by an emergency that was opened for them, wherever they wrote. */
export function peopleReached(grants: readonly Carried[], purpose: string | undefined): readonly PersonId[] {
  return grants.filter((grant) => purpose === undefined || holds(grant.purposes, purpose)).flatMap((grant) => grant.people ?? []);
}

/**
 * The emergency on which an act rests; undefined where a role carries it too. Where no spot is named, as on a list, a role carries it only when it counts at all of
 * them: rather one look too many is marked than one too few.
 */
export function emergencyBehind(
  grants: readonly Carried[],
  purpose: string,
  spot: Spot | undefined,
  people: readonly PersonId[],
): Id<'brk'> | undefined {
  const counted = grants.filter((grant) => holds(grant.purposes, purpose));
  const isOrdinary = (grant: Carried) => !grant.emergency && (spot === undefined ? isEverywhere(grant) : liesIn(grant, spot));
  if (counted.some(isOrdinary)) return undefined;
  return counted.find((grant) => grant.emergency && isWithin(grant, spot, people))?.emergency;
}

/** The grants on which an act surely rests; where no spot is named, as on a list, those that count everywhere, or else the only one of the purpose. */
export function grantsBehind(grants: readonly Carried[], purpose: string, spot: Spot | undefined, people: readonly PersonId[]): Carried[] {
  const counted = grants.filter((grant) => grant.grant !== undefined && holds(grant.purposes, purpose));
  if (spot !== undefined) return counted.filter((grant) => isWithin(grant, spot, people));
  const everywhere = counted.filter(isEverywhere);
  return everywhere.length > 0 || counted.length > 1 ? everywhere : counted;
}

/** A part of the company's conversations: those of an inbox, those of a team, or those of a team in an inbox (both ids, a space between). A list of them is their union, also for the database. */
export type Area = InboxId | TeamId | `${InboxId} ${TeamId}`;

/** What somebody reaches for a purpose (any when undefined); null for everything. */
export function areasIn(grants: readonly Carried[], purpose: string | undefined): readonly Area[] | null {
  const counted = grants.filter((grant) => purpose === undefined || holds(grant.purposes, purpose));
  if (counted.some(isEverywhere)) return null;
  return [...new Set(counted.flatMap(areasOf))];
}

/** Whether something lies in one of these areas (null: everywhere); an inbox as a whole lies in no area of a team. */
export function isInAreas(areas: readonly Area[] | null, { inbox, team }: Spot): boolean {
  if (areas === null || areas.includes(inbox)) return true;
  return !!team && (areas.includes(team) || areas.includes(`${inbox} ${team}`));
}

/** What is left of these areas (null: everything) in one inbox, or of one team. */
export function narrow(areas: readonly Area[] | null, to: InboxId | TeamId): readonly Area[] {
  if (areas === null || areas.includes(to)) return [to];
  return areas.flatMap((area): Area[] => {
    if (area.split(' ').includes(to)) return [area];
    if (isId('inb', to)) return isId('tem', area) ? [`${to} ${area}`] : [];
    return isId('inb', area) ? [`${area} ${to}`] : [];
  });
}

/** What somebody holds, or gives, until when; null: without an end. */
export type Lasting = Carried & { readonly until: Date | null };

/**
 * What somebody may give to others, or to a role: each permission must be held for at least as long, and what shows customers must be held for every purpose,
 * inbox and team it is given for, by one grant (`isBound`: what counts as such). Administrators may give anything; a company could not begin otherwise. What is held in an emergency is nobody's to give.
 */
export function mayGive(
  own: readonly (Lasting & { readonly isAdministrator: boolean })[],
  given: Lasting,
  isBound: (permission: string) => boolean = (each) => hasContent([each]),
): boolean {
  const asLong = own.filter(({ until }) => until === null || (given.until !== null && given.until <= until));
  if (asLong.some((grant) => grant.isAdministrator)) return true;
  return given.permissions.every((permission) => {
    const with_ = asLong.filter((grant) => grant.permissions.includes(permission));
    if (!isBound(permission)) return with_.length > 0;
    return with_.some(
      (grant) => covers(grant.purposes, given.purposes) && covers(grant.inboxes, given.inboxes) && covers(grant.teams, given.teams),
    );
  });
}

const isEverywhere = ({ inboxes, teams, people }: Carried): boolean => inboxes === null && teams === null && people === undefined;
const liesIn = ({ inboxes, teams }: Carried, { inbox, team }: Spot): boolean =>
  holds(inboxes, inbox) && (teams === null || (!!team && teams.includes(team)));
function areasOf({ inboxes, teams }: Carried): Area[] {
  if (inboxes === null) return [...(teams ?? [])];
  return teams === null ? [...inboxes] : inboxes.flatMap((inbox) => teams.map((team): Area => `${inbox} ${team}`));
}
const isWithin = (grant: Carried, spot: Spot | undefined, people: readonly PersonId[]): boolean =>
  grant.people ? grant.people.some((each) => people.includes(each)) : spot === undefined || liesIn(grant, spot);
const holds = (list: readonly string[] | null, one: string): boolean => list === null || list.includes(one);
const covers = (own: readonly string[] | null, given: readonly string[] | null): boolean =>
  own === null || given?.every((each) => own.includes(each)) === true;
