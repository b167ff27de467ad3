// What the OpenAPI document takes, as values: for tests that call every route as a client would who has read it.
import { openapi } from '@parley/contract/openapi';
import fc from 'fast-check';

export type Schema = {
  type?: string;
  anyOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  patternProperties?: Record<string, Schema>;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
};
type Parameter = { name: string; in: 'path' | 'query' | 'header'; required: boolean; schema: Schema };
export type Operation = {
  operationId: string;
  tags: string[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
};
type Ids = ReadonlySet<string>;
export type One = { readonly template: string; readonly method: string; readonly operation: Operation };

/** Every operation of the document. */
export function operations(): One[] {
  const document = openapi('0', 'http://localhost') as { paths: Record<string, Record<string, Operation>> };
  return Object.entries(document.paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ template, method: method.toUpperCase(), operation })),
  );
}

const words = (schema: Schema) => {
  const [minLength, maxLength] = [schema.minLength ?? 0, Math.min(schema.maxLength ?? 200, 300)];
  return fc.oneof(fc.string({ minLength, maxLength, unit: 'grapheme' }), fc.string({ minLength, maxLength, unit: 'binary' }));
};
/** Of the years that four digits say, and now and then of any other. */
const dates = fc.oneof(
  { weight: 5, arbitrary: fc.date({ noInvalidDate: true, min: new Date('0001-01-01'), max: new Date('9999-12-31') }) },
  fc.date({ noInvalidDate: true }),
);
const formats: Record<string, fc.Arbitrary<string>> = {
  email: fc.oneof(fc.constantFrom('ada@example.com', 'boris@example.com'), fc.emailAddress()),
  'date-time': dates.map((date) => date.toISOString()),
  date: dates.map((date) => date.toISOString().slice(0, 10)),
};

function matching(pattern: RegExp, ids: Ids): fc.Arbitrary<string> {
  const known = [...ids].filter((id) => pattern.test(id));
  return known.length > 0
    ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, fc.stringMatching(pattern))
    : fc.stringMatching(pattern);
}

/** Values that the schema allows, with ids out of `ids` where one fits; what it does not know how to make is any JSON. */
export function valid(schema: Schema, ids: Ids): fc.Arbitrary<unknown> {
  const within = (part: Schema) => valid(part, ids);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(within));
  switch (schema.type) {
    case 'string':
      if (schema.format && formats[schema.format]) return formats[schema.format] as fc.Arbitrary<string>;
      return schema.pattern ? matching(new RegExp(schema.pattern), ids) : words(schema);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1_000_000, max: schema.maximum ?? 1_000_000 });
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(within(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.max(schema.minItems ?? 0, Math.min(schema.maxItems ?? 5, 5)),
      });
    case 'object':
      if (schema.properties)
        return fc.record(Object.fromEntries(Object.entries(schema.properties).map(([name, each]) => [name, within(each)])), {
          requiredKeys: schema.required ?? [],
        });
      return fc.dictionary(fc.string({ maxLength: 12 }), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 4 });
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}
