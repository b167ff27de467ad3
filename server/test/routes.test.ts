import { contract, type Endpoint, routes } from '@parley/contract';
import { openapi } from '@parley/contract/openapi';
import { staffRoutes } from '@parley/contract/routes';
import { describe, expect, it } from 'vitest';
import { permissions } from '#access';
import type { Route } from '#kit/route';
import { rooms } from '../src/rooms.ts';

const mounted = rooms.flatMap((room) => room.routes ?? []);
const personal = (route: Pick<Route, 'name'>) =>
  /person|people|conversation|message|attachment|visit|request|consent|identit|certificate/i.test(route.name);

/** What is wrong with a route: no permission, one that does not exist, or personal data without a purpose. */
function faults(route: Route): string[] {
  const known = [...permissions, 'visitor', 'person', 'kiosk', 'public', 'signed-in'] as string[];
  return [
    ...(known.includes(route.permission) ? [] : [`${route.name}: permission ${route.permission} does not exist`]),
    ...(route.name in staffRoutes && route.permission === 'public' ? [`${route.name}: a staff route open to everyone`] : []),
    ...(personal(route) && route.purpose === null && route.permission !== 'public'
      ? [`${route.name}: personal data without a purpose`]
      : []),
  ];
}

type Taken = Record<string, unknown> & { type?: string; anyOf?: Taken[]; properties?: Record<string, Taken>; items?: Taken };
const limits: Record<string, (schema: Taken) => boolean> = {
  integer: ({ minimum, maximum }) => minimum !== undefined && maximum !== undefined,
  string: ({ maxLength, pattern, format, enum: values }) => [maxLength, pattern, format, values].some((each) => each !== undefined),
  array: ({ maxItems }) => maxItems !== undefined,
};

/** Paths of what a client may send as large as it likes. */
function unbounded(schema: Taken, path: string): string[] {
  return [
    ...(limits[schema.type ?? '']?.(schema) === false ? [path] : []),
    ...(schema.anyOf ?? []).flatMap((each) => unbounded(each, path)),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, each]) => unbounded(each, `${path}/${name}`)),
    ...(schema.items ? unbounded(schema.items, `${path}[]`) : []),
  ];
}

describe('every route', () => {
  it('of the contract is served by exactly one room', () => {
    const served = mounted.map((route) => route.name).sort();
    expect(served).toEqual(
      Object.keys(routes)
        .filter((name) => name !== 'health' && name !== 'ready')
        .sort(),
    );
  });
  it('names a permission and, where it touches people, a purpose', () => expect(mounted.flatMap(faults)).toEqual([]));
  it('would be caught without them', () => {
    expect(faults({ name: 'readPerson', permission: 'nobody.knows', purpose: null })).toHaveLength(2);
    expect(faults({ name: 'listStaff', permission: 'public', purpose: null })).toHaveLength(1);
  });
  it('bounds every number, text and list that it takes', () => {
    const endpoints: [string, Endpoint][] = Object.entries(contract);
    const taken = endpoints.flatMap(([name, { params, query, body }]) =>
      Object.entries({ params, query, body }).flatMap(([part, schema]) => (schema ? unbounded(schema as Taken, `${name}/${part}`) : [])),
    );
    expect(taken).toEqual([]);
    expect(unbounded({ type: 'object', properties: { after: { type: 'integer', minimum: 0 } } }, 'query')).toEqual(['query/after']);
  });
  it('draws what is uploaded before its transaction opens', () => {
    const uploads = mounted.filter(({ name }) => (contract[name] as Endpoint).upload && name !== 'addCosignature'); // a few lines of text
    expect(uploads.length).toBeGreaterThan(3);
    expect(uploads.filter((route) => !route.prepare && !route.handlePublic).map((route) => route.name)).toEqual([]);
  });
  it('is described in OpenAPI 3.1 from the contract', () => {
    const described = openapi('0.1.0', 'http://localhost') as {
      openapi: string;
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    expect(described.openapi).toBe('3.1.0');
    const names = Object.values(described.paths).flatMap((path) => Object.values(path).map((operation) => operation.operationId));
    expect(names.sort()).toEqual(Object.keys(contract).sort());
  });
});
