// SCIM 2.0 over the wire (RFC 7644): one transaction per request, the answer after the commit.
import { config } from '#kit/config';
import { act } from '#kit/pool';
import type { Asked, Protocol, Told } from '#kit/protocol';
import type { Tools } from '#kit/tool';
import { lockStandings } from '../leaving/store.ts';
import { staffPurpose } from '../purpose.ts';
import { mostResults, resourceTypes, schemas, serviceConfig } from './about.ts';
import { fault, scimError, told } from './error.ts';
import { filterOf } from './filter.ts';
import { addGroup, changeGroup, type Group, group, groups, removeGroup } from './groups.ts';
import { operationsIn, type Plain, patched } from './patch.ts';
import { addPerson, candidates, changePerson, type Person, person, removePerson, type Scim } from './people.ts';
import { etagOf, groupShape, userShape } from './resources.ts';
import { scimCaller } from './tokens.ts';

type Answer = { status: number; body?: object; headers?: Record<string, string> };
const usualResults = 100;

export const scimProtocol: Protocol = {
  prefix: '/scim/v2',
  bodyLimitBytes: 1024 * 1024,
  perMinute: 1200,
  refuse: (status) => written(told(status, undefined, status >= 500 ? 'Something went wrong on our side.' : 'This was not accepted.')),
  answer: async (tools, asked) => {
    const caller = asked.token === undefined ? undefined : await scimCaller(tools, asked.token);
    if (!caller)
      return {
        ...written(told(401, undefined, 'The token is missing or no longer counts.')),
        headers: { ...type, 'www-authenticate': 'Bearer' },
      };
    try {
      return { ...written(await served(tools, caller, asked)), workspace: caller.workspace };
    } catch (error) {
      const known = scimError(error);
      if (!known) throw error;
      return { ...written(known), workspace: caller.workspace };
    }
  },
};

const type = { 'content-type': 'application/scim+json; charset=utf-8' };
const written = ({ status, body, headers }: Answer): Told => ({
  status,
  headers: { ...type, ...headers },
  ...(body && { body: JSON.stringify(body) }),
});

function served(tools: Tools, { workspace, provider }: NonNullable<Awaited<ReturnType<typeof scimCaller>>>, asked: Asked): Promise<Answer> {
  const base = `${config.of({ tools }).publicUrl}/scim/v2`;
  return act(tools, { workspace, actor: { kind: 'system', id: 'scim' }, purpose: staffPurpose }, async (ctx) => {
    const [, kind = '', id, ...rest] = asked.path.split('/').map(decoded);
    const scim = { ctx, provider, base };
    if (asked.method !== 'GET') await lockStandings(ctx.db, workspace); // of two writers the second sees what the first wrote
    if (rest.length > 0) throw nothingHere();
    if (kind === 'Users') return id === undefined || id === '' ? allOf(scim, asked, userDoor) : oneOf(scim, asked, id, userDoor);
    if (kind === 'Groups') return id === undefined || id === '' ? allOf(scim, asked, groupDoor) : oneOf(scim, asked, id, groupDoor);
    if (asked.method !== 'GET') throw fault(kind === '' ? 404 : 405, undefined, 'This address does not take that method.');
    if (kind === 'ServiceProviderConfig' && id === undefined) return { status: 200, body: serviceConfig(base) };
    if (kind === 'ResourceTypes') return described(resourceTypes(base), id);
    if (kind === 'Schemas') return described(schemas(base), id);
    throw nothingHere();
  });
}

/** What both kinds of resource can do. */
type Door<T> = {
  readonly list: (scim: Scim, filter: ReturnType<typeof filterOf> | undefined) => Promise<T[]>;
  readonly read: (scim: Scim, id: string) => Promise<T>;
  readonly add: (scim: Scim, given: Plain) => Promise<T>;
  readonly change: (scim: Scim, before: T, given: Plain) => Promise<T>;
  readonly remove: (scim: Scim, before: T) => Promise<void>;
  readonly shape: typeof userShape;
  readonly versionOf: (found: T) => number;
};
const userDoor: Door<Person> = {
  list: (scim, filter) => candidates(scim, filter?.wanted),
  read: person,
  add: addPerson,
  change: changePerson,
  remove: removePerson,
  shape: userShape,
  versionOf: ({ row }) => row?.version ?? 0,
};
const groupDoor: Door<Group> = {
  list: groups,
  read: group,
  add: addGroup,
  change: changeGroup,
  remove: removeGroup,
  shape: groupShape,
  versionOf: ({ row }) => row.version,
};

async function allOf<T extends { resource: Plain }>(scim: Scim, asked: Asked, door: Door<T>): Promise<Answer> {
  if (asked.method === 'POST') {
    const { resource } = await door.add(scim, bodyOf(asked));
    const { location, version } = resource['meta'] as { location: string; version: string };
    return { status: 201, body: cut(resource, asked), headers: { location, etag: version } };
  }
  if (asked.method !== 'GET') throw fault(405, undefined, 'This address does not take that method.');
  const text = asked.query.get('filter');
  const filter = text === null ? undefined : filterOf(text);
  const found = (await door.list(scim, filter)).map((each) => each.resource).filter((each) => filter?.matches(each) ?? true);
  const startIndex = Math.max(1, numberOf(asked, 'startIndex', 1));
  const count = Math.min(mostResults, Math.max(0, numberOf(asked, 'count', usualResults)));
  const page = found.slice(startIndex - 1, startIndex - 1 + count).map((each) => cut(each, asked));
  const schema = ['urn:ietf:params:scim:api:messages:2.0:ListResponse'];
  return { status: 200, body: { schemas: schema, totalResults: found.length, startIndex, itemsPerPage: page.length, Resources: page } };
}

async function oneOf<T extends { resource: Plain; said?: Plain }>(scim: Scim, asked: Asked, id: string, door: Door<T>): Promise<Answer> {
  const before = await door.read(scim, id);
  const etag = etagOf(door.versionOf(before));
  if (asked.method === 'GET') {
    if (asked.header('if-none-match') === etag) return { status: 304, headers: { etag } };
    return { status: 200, body: cut(before.resource, asked), headers: { etag } };
  }
  const expected = asked.header('if-match');
  if (expected !== undefined && expected !== '*' && expected !== etag)
    throw fault(412, undefined, 'It has changed meanwhile: read it again.');
  if (asked.method === 'DELETE') {
    await door.remove(scim, before);
    return { status: 204 };
  }
  if (asked.method !== 'PUT' && asked.method !== 'PATCH') throw fault(405, undefined, 'This address does not take that method.');
  const body = bodyOf(asked);
  const next = asked.method === 'PUT' ? body : patched(before.said ?? before.resource, operationsIn(body), door.shape);
  const { resource } = await door.change(scim, before, next);
  return { status: 200, body: cut(resource, asked), headers: { etag: (resource['meta'] as { version: string }).version } };
}

/** `attributes` and `excludedAttributes` (3.9), by the names of whole attributes. */
function cut(resource: Plain, { query }: Asked): Plain {
  const names = (of: string) =>
    new Set(
      (query.get(of) ?? '')
        .toLowerCase()
        .split(',')
        .filter(Boolean)
        .map((each) => each.trim().split('.')[0]),
    );
  const [only, without] = [names('attributes'), names('excludedAttributes')];
  const always = new Set(['schemas', 'id']);
  return Object.fromEntries(
    Object.entries(resource).filter(
      ([name]) => always.has(name) || (!without.has(name.toLowerCase()) && (only.size === 0 || only.has(name.toLowerCase()))),
    ),
  );
}

function described(all: readonly object[], id: string | undefined): Answer {
  if (id === undefined) {
    const schema = ['urn:ietf:params:scim:api:messages:2.0:ListResponse'];
    return { status: 200, body: { schemas: schema, totalResults: all.length, startIndex: 1, itemsPerPage: all.length, Resources: all } };
  }
  const found = all.find((each) => (each as { id: string }).id === id);
  if (!found) throw nothingHere();
  return { status: 200, body: found };
}

function bodyOf({ body, header }: Asked): Plain {
  const kind = header('content-type') ?? '';
  if (!/^application\/(scim\+)?json\s*(;|$)/i.test(kind)) throw fault(415, undefined, 'Send application/scim+json.');
  try {
    const read: unknown = JSON.parse(body.toString('utf8'));
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read as Plain;
  } catch {
    // told below
  }
  throw fault(400, 'invalidSyntax', 'The body is not a JSON object.');
}

function numberOf({ query }: Asked, name: string, otherwise: number): number {
  const text = query.get(name);
  if (text === null) return otherwise;
  if (!/^-?\d{1,9}$/.test(text)) throw fault(400, 'invalidValue', `${name} is a whole number.`);
  return Number(text);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw nothingHere();
  }
}

const nothingHere = () => fault(404, undefined, 'There is nothing here.');
