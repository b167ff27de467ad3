// What a company's own system may hand in, each shape with bounds (docs/guides/custom-channel.md). Whatever else stands there is left alone.
import Type, { type Static } from 'typebox';

const id = Type.String({ minLength: 1, maxLength: 120, pattern: '^[!-~]+$' });
const from = Type.Object({
  id,
  name: Type.Optional(Type.String({ maxLength: 100 })),
  language: Type.Optional(Type.String({ pattern: '^[a-z]{2}$' })),
});
const text = Type.String({ maxLength: 20_000 });
const file = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  type: Type.String({ maxLength: 100 }),
  /** base64, of at most ten megabytes. */
  content: Type.String({ maxLength: 13_981_016, pattern: '^[A-Za-z0-9+/]*={0,2}$' }),
});
/** Orders changes that have the same timestamp. */
const sequence = Type.Optional(Type.Integer({ minimum: 0, maximum: 999 }));
const timestamp = Type.String({ maxLength: 40, pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})$' });
const event = <const T extends string, D extends Type.TProperties>(type: T, data: D) =>
  Type.Object({ type: Type.Literal(type), timestamp, data: Type.Object(data) });

const shapes = {
  'message.received': event('message.received', {
    ...{ id, from, text },
    files: Type.Optional(Type.Array(file, { maxItems: 10 })),
    answers: Type.Optional(id),
  }),
  'message.edited': event('message.edited', { id, from, text, sequence }),
  'message.unsent': event('message.unsent', { id, from }),
  'message.reacted': event('message.reacted', {
    id,
    ...{ from, sequence },
    reaction: Type.Union([Type.String({ minLength: 1, maxLength: 64 }), Type.Null()]),
  }),
  'message.delivered': event('message.delivered', { id }),
  'message.read': event('message.read', { id }),
  'message.failed': event('message.failed', { id }),
  'person.stopped': event('person.stopped', { from }),
  'person.started': event('person.started', { from }),
} as const;

type Shapes = typeof shapes;
export type Event = { [T in keyof Shapes]: Static<Shapes[T]> }[keyof Shapes];
export const shapeOf = (type: unknown): Shapes[keyof Shapes] | undefined =>
  typeof type === 'string' && Object.hasOwn(shapes, type) ? shapes[type as keyof Shapes] : undefined;
export const types = Object.keys(shapes);
