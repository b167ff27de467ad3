// What the three channels of Meta are told alike: the app whose secret signs what comes in, and the token that signs us in. The ids of what is written from and to differ.
import { randomBytes, randomInt } from 'node:crypto';
import Type, { type TSchema } from 'typebox';
import { Problem } from '#kit/problem';
import type { Settings } from '../../adapter.ts';

export type MetaSettings = Settings & {
  /** `sandbox`: an emulator within this Parley; nothing leaves. */
  readonly provider: 'meta' | 'sandbox';
  readonly appId: string;
  readonly appSecret: string;
  readonly token: string;
  /** Meta shows it at the handshake; it opens nothing, so it is no secret and stands in the settings to be copied. */
  readonly verifyToken: string;
  /** Stands in the address of the webhook. */
  readonly key: string;
};

const typed = (maxLength: number, description: string) => Type.Optional(Type.String({ maxLength, description }));
export const idSetting = (description: string) => typed(25, description);
export const secretSettings = ['appSecret', 'token'] as const;

/** The schema of one channel: what all share, and its own ids. */
export const schemaWith = <const T extends Record<string, TSchema>>(ids: T) =>
  Type.Object({
    provider: Type.Enum(['meta', 'sandbox'], { description: 'Who carries the messages; the sandbox keeps them here' }),
    appId: idSetting('App id'),
    appSecret: typed(64, 'App secret: what Meta hands in is signed with it'),
    token: typed(600, 'Access token of a system user or a page'),
    verifyToken: typed(100, 'Made here, to be entered at Meta'),
    key: typed(64, 'Made here: stands in the address of the webhook'),
    ...ids,
  });

/** Tidies what was typed; keys, and the ids of a sandbox, are made once. The first of `ids` names what the channel is: it stays. Throws Problem `invalid`. */
export function completeWith<const F extends string>(
  ids: readonly F[],
  given: Settings,
  before: (MetaSettings & Readonly<Record<F, string>>) | undefined,
): MetaSettings & Readonly<Record<F, string>> {
  const said = (name: string): string => String(given[name] ?? before?.[name] ?? '').trim();
  const provider = said('provider') as MetaSettings['provider'];
  if (before && provider !== before.provider) throw invalid('provider', 'stays as it is. Open another channel.');
  const made = { key: before?.key ?? randomBytes(20).toString('hex'), verifyToken: before?.verifyToken ?? randomBytes(16).toString('hex') };
  const names = ['appId', 'appSecret', 'token', ...ids] as const;
  if (provider === 'sandbox') {
    const kept = (name: string): string => (before ? String(before[name]) : invented(name));
    return built<F>({ provider, ...made }, names, kept);
  }
  const settings = built<F>({ provider, ...made }, names, said);
  for (const name of ['appId', ...ids]) if (!/^\d{5,25}$/.test(said(name))) throw invalid(name, 'is a number, as Meta shows it');
  if (!/^[0-9a-f]{32}$/.test(settings.appSecret)) throw invalid('appSecret', 'has 32 digits or letters a to f');
  if (!/^[\w|.-]{20,600}$/.test(settings.token)) throw invalid('token', 'is needed: a long row of letters and digits');
  const [first] = ids;
  if (before && first && settings[first] !== before[first]) throw invalid(first, 'stays as it is. Open another channel.');
  return settings;
}

const built = <F extends string>(start: object, names: readonly string[], value: (name: string) => string) =>
  ({ ...start, ...Object.fromEntries(names.map((name) => [name, value(name)])) }) as MetaSettings & Readonly<Record<F, string>>;
const invented = (name: string): string =>
  name === 'appSecret' || name === 'token'
    ? randomBytes(16).toString('hex')
    : `1${Array.from({ length: 14 }, () => randomInt(10)).join('')}`;
const invalid = (field: string, message: string): Problem => new Problem('invalid', { fields: [{ path: `settings/${field}`, message }] });
