// What a channel on LINE is told: the id and secret of a Messaging API channel, which sign us in and what is handed in, and how people find it.
import { randomBytes, randomInt } from 'node:crypto';
import Type from 'typebox';
import { Problem } from '#kit/problem';
import type { Settings } from '../../adapter.ts';

export type LineSettings = Settings & {
  /** `sandbox`: an emulator within this Parley; nothing leaves. */
  readonly provider: 'line' | 'sandbox';
  readonly channelId: string;
  readonly channelSecret: string;
  /** A long-lived access token; empty: one for fifteen minutes is asked for whenever it is needed. */
  readonly token: string;
  /** `@lantern`, for the link people follow; may be empty. */
  readonly basicId: string;
  /** Whether LINE is asked once for the name that somebody shows, when they first write. */
  readonly names: 'yes' | 'no';
  readonly tellsRead?: true;
  /** Stands in the address of the webhook. */
  readonly key: string;
};

const typed = (maxLength: number, description: string) => Type.Optional(Type.String({ maxLength, description }));
export const settingsSchema = Type.Object({
  provider: Type.Enum(['line', 'sandbox'], { description: 'LINE itself, or the sandbox, which keeps messages here' }),
  channelId: typed(20, 'Id of the Messaging API channel'),
  channelSecret: typed(64, 'Secret of that channel: what LINE hands in is signed with it'),
  token: typed(400, 'Long-lived access token; without one, tokens for fifteen minutes are asked for'),
  basicId: typed(40, 'Basic id of the official account, such as @lantern'),
  names: Type.Optional(Type.Enum(['yes', 'no'], { description: 'Whether LINE is asked for the name of who writes for the first time' })),
  tellsRead: Type.Optional(
    Type.Boolean({ description: 'Whether people are told that their messages were read; off unless switched on later, with a reason' }),
  ),
});
export const secretSettings = ['channelSecret', 'token'] as const;

/** Tidies what was typed; the key of the webhook, and a channel of the sandbox, are made once. Names are asked for only when that was chosen (Art. 25(2)). Throws Problem `invalid`. */
export function completeSettings(given: Settings, before: LineSettings | undefined): LineSettings {
  const said = (name: 'channelId' | 'channelSecret' | 'token' | 'basicId' | 'names'): string =>
    String(given[name] ?? before?.[name] ?? '').trim();
  const provider = given['provider'] as LineSettings['provider'];
  if (before && provider !== before.provider) throw invalid('provider', 'stays as it is. Open another channel.');
  const name = said('basicId').replace(/^(?:https:\/\/line\.me\/R\/ti\/p\/)?(?:@|%40)?/i, '');
  if (name !== '' && !/^[a-z0-9._-]{2,30}$/i.test(name)) throw invalid('basicId', 'is no basic id, such as @lantern');
  const names: LineSettings['names'] = said('names') === 'yes' ? 'yes' : 'no';
  const shared = {
    ...{ provider, basicId: name === '' ? '' : `@${name}`, names },
    key: before?.key ?? randomBytes(20).toString('hex'),
    ...(before && given['tellsRead'] === true && { tellsRead: true as const }),
  } as const;
  if (provider === 'sandbox')
    return {
      ...shared,
      channelId: before?.channelId ?? String(randomInt(1_000_000_000, 2_000_000_000)),
      channelSecret: before?.channelSecret ?? randomBytes(16).toString('hex'),
      token: '',
    };
  const own = { channelId: said('channelId'), channelSecret: said('channelSecret'), token: said('token') };
  if (!/^\d{6,20}$/.test(own.channelId)) throw invalid('channelId', 'is a number, as LINE shows it');
  if (!/^[0-9a-f]{32}$/.test(own.channelSecret)) throw invalid('channelSecret', 'has 32 digits or letters a to f');
  if (own.token !== '' && !/^[A-Za-z0-9+/=_.-]{40,400}$/.test(own.token)) throw invalid('token', 'is no access token');
  if (before && own.channelId !== before.channelId) throw invalid('channelId', 'stays as it is. Open another channel.');
  return { ...shared, ...own };
}

const invalid = (field: string, message: string): Problem => new Problem('invalid', { fields: [{ path: `settings/${field}`, message }] });
