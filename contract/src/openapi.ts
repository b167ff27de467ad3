// OpenAPI 3.1 from the contract itself, so that it cannot go stale.
import { contract } from './contract.ts';
import {
  byItselfHeader,
  deviceRoutes,
  kioskRoutes,
  personRoutes,
  publicRoutes,
  type RouteName,
  routes,
  staffRoutes,
  visitorRoutes,
} from './routes.ts';
import type { Endpoint } from './shapes.ts';

/** The OpenAPI 3.1 document of the public API as a plain object. */
export function openapi(version: string, server: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, route] of Object.entries(routes)) {
    const [method = '', path = ''] = route.split(' ');
    const template = path.replace(/:(\w+)/g, '{$1}').replace(/\*$/, '{*}');
    paths[template] = { ...paths[template], [method.toLowerCase()]: operation(name as RouteName, contract[name as RouteName]) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Parley', version, description },
    servers: [{ url: server }],
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: server.startsWith('https:') ? '__Host-parley_session' : 'parley_session' },
        bearer: { type: 'http', scheme: 'bearer' },
      },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string' },
            because: { type: 'string' },
            article: { type: 'string' },
            fields: { type: 'array', items: { type: 'object' } },
          },
        },
      },
    },
  };
}

const description = `Talk with customers over every channel, under the GDPR. Staff who leave a page alone are signed out after a while: what a page asks by itself carries the header ${byItselfHeader}, and does not count as use.`;

function operation(name: RouteName, endpoint: Endpoint): Record<string, unknown> {
  const audience =
    name in publicRoutes
      ? 'public'
      : name in staffRoutes
        ? 'staff'
        : name in visitorRoutes || name in deviceRoutes
          ? 'visitor'
          : name in personRoutes
            ? 'person'
            : name in kioskRoutes
              ? 'kiosk'
              : 'public';
  const schemaType = endpoint.binary ? 'application/octet-stream' : endpoint.stream ? 'text/event-stream' : 'application/json';
  const parameters = [...fields(endpoint.params, 'path'), ...fields(endpoint.query, 'query')];
  if (endpoint.idempotent)
    parameters.push({ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 100 } });
  const body = endpoint.upload
    ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
    : endpoint.body
      ? { 'application/json': { schema: endpoint.body } }
      : undefined;
  const success =
    endpoint.status === 204 ? { description: 'Done' } : { description: 'Answer', content: { [schemaType]: { schema: endpoint.answer } } };
  return {
    operationId: name,
    summary: endpoint.summary,
    tags: [audience],
    security: audience === 'public' ? [] : audience === 'staff' ? [{ session: [] }, { bearer: [] }] : [{ bearer: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: body } }),
    responses: {
      [endpoint.status ?? 200]: success,
      default: {
        description: 'Problem (RFC 9457)',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function fields(schema: Endpoint['params'], place: 'path' | 'query'): Record<string, unknown>[] {
  if (!schema) return [];
  const required = new Set((schema as { required?: string[] }).required ?? []);
  return Object.entries(schema.properties).map(([name, value]) => ({
    name,
    in: place,
    required: place === 'path' || required.has(name),
    schema: value,
  }));
}
