// Users and groups as SCIM tells them (RFC 7643), cut to what is kept here: a provider may send more, and nothing of it stays (Art. 5(1)(c)).
import { fault } from './error.ts';
import { booleanOf, itemsIn, type Plain, type Shape, textOf } from './patch.ts';

export const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const userShape: Shape = {
  userName: 'text',
  externalId: 'text',
  displayName: 'text',
  active: 'boolean',
  name: ['formatted', 'givenName', 'familyName'],
  emails: 'list',
};
export const groupShape: Shape = { displayName: 'text', externalId: 'text', members: 'list' };

/** What a provider says of somebody. */
export type Profile = {
  readonly userName: string;
  readonly externalId?: string | undefined;
  readonly displayName?: string | undefined;
  readonly formatted?: string | undefined;
  readonly givenName?: string | undefined;
  readonly familyName?: string | undefined;
  readonly email: string;
};
export type Meta = {
  readonly id: string;
  readonly version: number;
  readonly madeAt: Date;
  readonly changedAt: Date;
  readonly base: string;
};
const mostMembers = 10_000;
const mostEmails = 20;

/** A profile and whether it is active, from a user as a client sends it. Faults `invalidValue`, `invalidSyntax`. */
export function profileIn(resource: Plain): { profile: Profile; active: boolean } {
  const given = canonical(resource, userShape);
  const userName = given['userName'] === undefined ? '' : textOf(given['userName']).trim();
  if (userName === '') throw fault(400, 'invalidValue', 'userName is missing.');
  const emails = itemsIn(given['emails']).slice(0, mostEmails);
  const email = (emails.find((each) => each['primary'] === true) ?? emails[0])?.['value'] ?? userName;
  if (typeof email !== 'string' || email.length > 254 || !/^[^\s@]+@[^\s@]+$/.test(email))
    throw fault(400, 'invalidValue', 'There is no address: neither emails nor userName is one.');
  const name = canonical((given['name'] ?? {}) as Plain, { formatted: 'text', givenName: 'text', familyName: 'text' });
  const text = (value: unknown) => (value === undefined || value === null || value === '' ? undefined : textOf(value));
  return {
    active: given['active'] === undefined || given['active'] === null ? true : booleanOf(given['active']),
    profile: {
      userName,
      email,
      externalId: text(given['externalId']),
      displayName: text(given['displayName']),
      formatted: text(name['formatted']),
      givenName: text(name['givenName']),
      familyName: text(name['familyName']),
    },
  };
}

/** The name that colleagues and customers see. */
export function shownName({ displayName, formatted, givenName, familyName, email }: Profile): string {
  const parts = [givenName, familyName].filter(Boolean).join(' ');
  return ([displayName, formatted, parts, email.split('@')[0]].find((each) => each !== undefined && each.trim() !== '') ?? '')
    .trim()
    .slice(0, 120);
}

export type Membership = { readonly id: string; readonly name: string };
export function userOut(profile: Profile, active: boolean, groups: readonly Membership[], meta: Meta): Plain {
  const { userName, externalId, displayName, formatted, givenName, familyName, email } = profile;
  const name = (formatted ?? givenName ?? familyName) ? { formatted, givenName, familyName } : undefined;
  return whole({
    schemas: [userSchema],
    id: meta.id,
    externalId,
    userName,
    name,
    displayName: displayName ?? shownName(profile),
    emails: [{ value: email, type: 'work', primary: true }],
    active,
    groups: groups.map((each) => ({ value: each.id, display: each.name, $ref: `${meta.base}/Groups/${each.id}` })),
    meta: metaOut('User', meta),
  });
}

export type GroupIn = { readonly displayName: string; readonly externalId: string | undefined; readonly members: readonly string[] };
/** A group as a client sends it. Faults `invalidValue`, `tooMany`. */
export function groupIn(resource: Plain): GroupIn {
  const given = canonical(resource, groupShape);
  const displayName = given['displayName'] === undefined ? '' : textOf(given['displayName']).trim();
  if (displayName === '' || displayName.length > 200) throw fault(400, 'invalidValue', 'displayName has 1 to 200 characters.');
  const members = itemsIn(given['members']);
  if (members.length > mostMembers) throw fault(400, 'tooMany', 'A group has at most 10000 members.');
  const externalId = given['externalId'] === undefined || given['externalId'] === null ? undefined : textOf(given['externalId']);
  return { displayName, externalId, members: [...new Set(members.map((each) => textOf(each['value'])))] };
}

export function groupOut(group: { displayName: string; externalId: string | null; members: readonly string[] }, meta: Meta): Plain {
  return whole({
    schemas: [groupSchema],
    id: meta.id,
    externalId: group.externalId ?? undefined,
    displayName: group.displayName,
    members: group.members.map((value) => ({ value, type: 'User', $ref: `${meta.base}/Users/${value}` })),
    meta: metaOut('Group', meta),
  });
}

export const etagOf = (version: number): string => `W/"${version}"`;
const metaOut = (resourceType: 'User' | 'Group', { id, version, madeAt, changedAt, base }: Meta) => ({
  resourceType,
  created: madeAt.toISOString(),
  lastModified: changedAt.toISOString(),
  location: `${base}/${resourceType}s/${id}`,
  version: etagOf(version),
});

/** What of an object is known by these names, whatever the case they are written in (RFC 7643, 2.1). */
function canonical(given: Plain, shape: Shape): Plain {
  const names = new Map(Object.keys(shape).map((each) => [each.toLowerCase(), each]));
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => {
      const known = names.get(name.toLowerCase());
      return known === undefined || value === undefined ? [] : [[known, value]];
    }),
  );
}

const whole = (resource: Plain): Plain => JSON.parse(JSON.stringify(resource)) as Plain; // without what is undefined
