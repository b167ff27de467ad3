// PATCH of SCIM (RFC 7644, 3.5.2) over the few attributes that are kept here, also as Entra ID and Okta write it: operations with a capital letter, "False" for false,
// an address of a kind that is not there yet. What is not kept is passed over; nothing from outside names a property of an object.
import { fault } from './error.ts';
import { filterOf } from './filter.ts';

export type Kind = 'text' | 'boolean' | 'list' | readonly string[];
export type Shape = Readonly<Record<string, Kind>>;
export type Operation = { readonly op: string; readonly path?: string | undefined; readonly value?: unknown };
type Item = Record<string, unknown>;
export type Plain = Record<string, unknown>;

const mostOperations = 1000;
const pathPattern = /^(?:urn:ietf:params:scim:schemas:core:2\.0:(?:User|Group):)?([a-z]+)(?:\[([^[\]]*)\])?(?:\.([a-z]+))?$/i;
const itemFields = ['value', 'type', 'primary', 'display'];

/** The operations of a request. Fault `invalidSyntax`. */
export function operationsIn(body: Plain): Operation[] {
  const { schemas, Operations: operations } = body as { schemas?: unknown; Operations?: unknown };
  const isPatch = Array.isArray(schemas) && schemas.includes('urn:ietf:params:scim:api:messages:2.0:PatchOp');
  if (!isPatch || !Array.isArray(operations) || operations.length === 0 || operations.length > mostOperations)
    throw fault(400, 'invalidSyntax', 'A PATCH names the schema PatchOp and has 1 to 1000 Operations.');
  return operations.map((each: unknown) => {
    const { op, path, value } = (isPlain(each) ? each : {}) as { op?: unknown; path?: unknown; value?: unknown };
    const verb = typeof op === 'string' ? op.toLowerCase() : '';
    if (!['add', 'replace', 'remove'].includes(verb) || (path !== undefined && typeof path !== 'string'))
      throw fault(400, 'invalidSyntax', 'An operation is add, replace or remove, and its path a text.');
    return { op: verb, path, value };
  });
}

/** The resource after these operations; the given one stays as it is. Faults `noTarget`, `invalidPath`, `invalidValue`, `invalidFilter`. */
export function patched(resource: Plain, operations: readonly Operation[], shape: Shape): Plain {
  const after = structuredClone(resource);
  for (const operation of operations) apply(after, operation, shape);
  return after;
}

function apply(resource: Plain, { op, path, value }: Operation, shape: Shape): void {
  if (path === undefined || path === '') {
    if (op === 'remove') throw fault(400, 'noTarget', 'A removal names what is to go.');
    if (!isPlain(value)) throw fault(400, 'invalidValue', 'Without a path the value is an object.');
    for (const [name, each] of Object.entries(value)) apply(resource, { op, path: name, value: each }, shape);
    return;
  }
  if (/^urn:/i.test(path) && !/^urn:ietf:params:scim:schemas:core:2\.0:(User|Group):/i.test(path)) return; // an extension: nothing of it is kept
  const [, first = '', filter, sub] = (path.length <= 500 && pathPattern.exec(path)) || [];
  if (first === '') throw fault(400, 'invalidPath', 'This path cannot be read.');
  const name = Object.keys(shape).find((each) => each.toLowerCase() === first.toLowerCase());
  if (name === undefined) return;
  const kind = shape[name];
  if (kind === 'list') resource[name] = listAfter(itemsIn(resource[name]), { op, filter, sub: sub?.toLowerCase(), value });
  else if (Array.isArray(kind)) resource[name] = complexAfter(isPlain(resource[name]) ? resource[name] : {}, { op, sub, value }, kind);
  else resource[name] = op === 'remove' ? undefined : kind === 'boolean' ? booleanOf(value) : textOf(value);
}

function complexAfter(
  before: Plain,
  { op, sub, value }: { op: string; sub: string | undefined; value: unknown },
  fields: readonly string[],
): Plain | undefined {
  if (sub === undefined && op === 'remove') return undefined;
  const given = sub === undefined ? value : { [sub]: op === 'remove' ? undefined : value };
  if (!isPlain(given)) throw fault(400, 'invalidValue', 'This attribute is an object.');
  const after: Plain = { ...before };
  for (const [name, each] of Object.entries(given)) {
    const field = fields.find((known) => known.toLowerCase() === name.toLowerCase());
    if (field) after[field] = each === undefined || each === null ? undefined : textOf(each);
  }
  return after;
}

type ListChange = { op: string; filter: string | undefined; sub: string | undefined; value: unknown };
function listAfter(before: Item[], { op, filter, sub, value }: ListChange): Item[] {
  if (filter === undefined && sub === undefined) return wholeList(before, op, value);
  const ask = filter === undefined ? () => true : filterOf(filter).matches;
  const hits = before.filter(ask);
  if (op === 'remove' && (sub === undefined || sub === 'value')) return before.filter((each) => !hits.includes(each));
  if (sub !== undefined && !itemFields.includes(sub)) return before;
  const change: Item = sub === undefined ? itemOf(value) : { [sub]: op === 'remove' ? undefined : fieldOf(sub, value) };
  if (hits.length > 0) return before.map((each) => (hits.includes(each) ? { ...each, ...change } : each));
  if (op === 'remove') return before;
  const made = { ...saidBy(filter), ...change };
  if (typeof made['value'] !== 'string') throw fault(400, 'noTarget', 'Nothing here matches this filter.');
  return [...before, made];
}

function wholeList(before: Item[], op: string, value: unknown): Item[] {
  if (op === 'remove' && (value === undefined || value === null)) return [];
  const given = (Array.isArray(value) ? value : [value]).map(itemOf);
  const values = new Set(given.map((each) => each['value']));
  const others = before.filter((each) => !values.has(each['value']));
  if (op === 'remove') return others;
  return op === 'replace' ? given : [...others, ...given];
}

/** What a filter such as `type eq "work"` says of an item that is not there yet. */
function saidBy(filter: string | undefined): Item {
  const [, name = '', text = ''] = /^\s*(type|value)\s+eq\s+"([^"\\]*)"\s*$/i.exec(filter ?? '') ?? [];
  return name === '' ? {} : { [name.toLowerCase()]: text };
}

const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null && !Array.isArray(value);
export const itemsIn = (value: unknown): Item[] => (Array.isArray(value) ? value.map(itemOf) : []);

function itemOf(value: unknown): Item {
  if (typeof value === 'string') return { value };
  if (!isPlain(value)) throw fault(400, 'invalidValue', 'An entry of a list is an object.');
  const item: Item = {};
  for (const [name, each] of Object.entries(value))
    if (itemFields.includes(name.toLowerCase()) && each !== null && each !== undefined)
      item[name.toLowerCase()] = fieldOf(name.toLowerCase(), each);
  return item;
}

const fieldOf = (name: string, value: unknown) => (name === 'primary' ? booleanOf(value) : textOf(value));

/** Entra ID sends "True" and "False". */
export function booleanOf(value: unknown): boolean {
  const said = Array.isArray(value) ? (value[0] as { value?: unknown } | undefined)?.value : value;
  if (typeof said === 'boolean') return said;
  if (typeof said === 'string' && /^(true|false)$/i.test(said)) return said.toLowerCase() === 'true';
  throw fault(400, 'invalidValue', 'This attribute is true or false.');
}

/** A text of at most 300 letters; some providers wrap it in a list of one. */
export function textOf(value: unknown): string {
  const said = Array.isArray(value) && value.length === 1 ? ((value[0] as { value?: unknown } | null)?.value ?? value[0]) : value;
  if (typeof said !== 'string' || said.length > 300)
    throw fault(400, 'invalidValue', 'This attribute is a text of at most 300 characters.');
  return said;
}
