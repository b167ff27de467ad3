// What a channel on Viber is told: the token of a bot, which signs us in and what is handed in, and how people find and see it.
import { randomBytes } from 'node:crypto';
import Type from 'typebox';
import { Problem } from '#kit/problem';
import type { Settings } from '../../adapter.ts';

export type ViberSettings = Settings & {
  /** `sandbox`: an emulator within this Parley; nothing leaves. */
  readonly provider: 'viber' | 'sandbox';
  /** “App key” of the bot: three groups of letters and digits. */
  readonly token: string;
  /** Name in the link people follow (`viber://pa?chatURI=…`); may be empty. */
  readonly uri: string;
  /** Address of the picture beside each message; may be empty. */
  readonly avatar: string;
  /** Stands in the address of the webhook. */
  readonly key: string;
};

export const settingsSchema = Type.Object({
  provider: Type.Enum(['viber', 'sandbox'], { description: 'Viber itself, or the sandbox, which keeps messages here' }),
  token: Type.Optional(Type.String({ maxLength: 100, description: 'Token of the bot, which Viber calls its app key' })),
  uri: Type.Optional(Type.String({ maxLength: 60, description: 'Name of the bot in its link, such as lanternloom' })),
  avatar: Type.Optional(Type.String({ maxLength: 300, description: 'Address of a picture shown beside messages, https, under 100 kB' })),
});
export const secretSettings = ['token'] as const;

/** Tidies what was typed; the key of the webhook, and a token for the sandbox, are made once. Throws Problem `invalid`. */
export function completeSettings(given: Settings, before: ViberSettings | undefined): ViberSettings {
  const typed = (name: 'token' | 'uri' | 'avatar'): string => String(given[name] ?? before?.[name] ?? '').trim();
  const provider = given['provider'] as ViberSettings['provider'];
  if (before && provider !== before.provider) throw invalid('provider', 'stays as it is. Open another channel.');
  const uri = typed('uri').replace(/^viber:\/\/pa\?chatURI=/i, '');
  if (uri !== '' && !/^[A-Za-z0-9_.-]{3,50}$/.test(uri)) throw invalid('uri', 'is no name of a bot, such as lanternloom');
  const avatar = typed('avatar');
  if (avatar !== '' && URL.parse(avatar)?.protocol !== 'https:') throw invalid('avatar', 'is no address with https');
  const key = before?.key ?? randomBytes(20).toString('hex');
  if (provider === 'sandbox') return { provider, uri, avatar, key, token: before?.token ?? sandboxToken() };
  const token = typed('token');
  if (!/^[A-Za-z0-9]{12,24}-[A-Za-z0-9]{12,24}-[A-Za-z0-9]{12,24}$/.test(token))
    throw invalid('token', 'is no token as Viber shows it: three groups of letters and digits with dashes between');
  return { provider, uri, avatar, key, token };
}

const sandboxToken = (): string => Array.from({ length: 3 }, () => randomBytes(8).toString('hex')).join('-');
const invalid = (field: string, message: string): Problem => new Problem('invalid', { fields: [{ path: `settings/${field}`, message }] });
