// Building blocks of the wire: ids, times, pages, bounded texts, and what one endpoint says of itself.
import Type, { type TObject, type TSchema } from 'typebox';

export const id = (prefix: string, what: string) => Type.String({ pattern: `^${prefix}_[0-9a-hjkmnp-tv-z]{26}$`, description: what });
export const instant = Type.String({ format: 'date-time', description: 'UTC instant, RFC 3339' });
export const day = Type.String({ format: 'date', description: 'Calendar day, RFC 3339 full-date' });
/** A place within a conversation, as asked for: no larger than its column. */
export const place = (minimum: 0 | 1) => Type.Integer({ minimum, maximum: 2_147_483_647 });
export const text = (maxLength: number, what: string, minLength = 1) => Type.String({ minLength, maxLength, description: what });
/** A text that says something: a blank one is none. */
export const said = (maxLength: number, what: string) => Type.String({ minLength: 1, maxLength, pattern: '\\S', description: what });
export const maybe = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
export const one = <const T extends readonly string[]>(values: T, what: string): Type.TEnum<Writable<T>> =>
  Type.Enum(values as unknown as [...Writable<T>], { description: what });
type Writable<T extends readonly string[]> = { -readonly [K in keyof T]: T[K] };
export const email = Type.String({ format: 'email', maxLength: 254, description: 'Email address' });
export const language = one(['en', 'de', 'fr', 'es'], 'Language of a text shown to people, ISO 639-1');
export const channelKind = one(
  ['web-chat', 'email', 'sms', 'whatsapp', 'messenger', 'instagram', 'telegram', 'viber', 'line', 'custom'],
  'Kind of channel',
);
export const paged = {
  cursor: Type.Optional(Type.String({ maxLength: 200, description: 'Opaque place to go on from, as given by `next`' })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
};
export const nothing = Type.Object({});

/** What one endpoint takes and gives. `binary` answers are bytes, `stream` answers are Server-Sent Events, `upload` bodies are raw bytes. */
export type Endpoint = {
  readonly summary: string;
  readonly params?: TObject;
  readonly query?: TObject;
  readonly body?: TSchema;
  readonly answer: TSchema;
  readonly status?: 200 | 201 | 202 | 204;
  readonly binary?: true;
  readonly stream?: true;
  readonly upload?: true;
  readonly idempotent?: true;
};

/** Keeps the exact schema types of a set of endpoints. */
export const endpoints = <const T extends Record<string, Endpoint>>(set: T): T => set;
