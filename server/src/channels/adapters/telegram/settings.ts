// What a channel on Telegram is told: the token of a bot. The secret that Telegram shows us with every update, and the address it calls, are made here.
import { randomBytes } from 'node:crypto';
import Type from 'typebox';
import { Problem } from '#kit/problem';
import type { Settings } from '../../adapter.ts';

export type TelegramSettings = Settings & {
  /** `sandbox`: an emulator within this Parley; nothing leaves. */
  readonly provider: 'telegram' | 'sandbox';
  /** From BotFather, `123456:ABC…`; the number before the colon is the bot's id. */
  readonly token: string;
  /** Name of the bot without @, for the link people follow; may be empty. */
  readonly username: string;
  /** Comes back with every update as `X-Telegram-Bot-Api-Secret-Token`. */
  readonly secret: string;
  /** Stands in the address of the webhook. */
  readonly key: string;
};

export const settingsSchema = Type.Object({
  provider: Type.Enum(['telegram', 'sandbox'], { description: 'Telegram itself, or the sandbox, which keeps messages here' }),
  token: Type.Optional(Type.String({ maxLength: 120, description: 'Token of the bot, as BotFather gave it' })),
  username: Type.Optional(Type.String({ maxLength: 33, description: 'Name of the bot, such as lantern_bot' })),
});
export const secretSettings = ['token', 'secret'] as const;

const botOf = (token: string): string => token.split(':')[0] ?? '';

/** Tidies what was typed; key and secret are made once. Throws Problem `invalid`. */
export function completeSettings(given: Settings, before: TelegramSettings | undefined): TelegramSettings {
  const typed = (name: 'token' | 'username'): string => String(given[name] ?? before?.[name] ?? '').trim();
  const provider = given['provider'] as TelegramSettings['provider'];
  const made = { key: before?.key ?? randomBytes(20).toString('hex'), secret: before?.secret ?? randomBytes(32).toString('base64url') };
  if (before && provider !== before.provider)
    throw invalid('provider', 'stays as it is: what lies at the old one could be taken back no more. Open another channel.');
  const username = typed('username').replace(/^(?:https:\/\/t\.me\/|@)/, '');
  if (username !== '' && !/^[A-Za-z][A-Za-z0-9_]{4,31}$/.test(username))
    throw invalid('username', 'is no name of a bot, such as lantern_bot');
  if (provider === 'sandbox') return { provider, username, token: before?.token ?? sandboxToken(), ...made };
  const token = typed('token');
  if (!/^\d{3,20}:[A-Za-z0-9_-]{30,80}$/.test(token))
    throw invalid('token', 'is no token as BotFather gives it: a number, a colon, and letters');
  if (before && botOf(token) !== botOf(before.token))
    throw invalid('token', 'belongs to another bot: what lies in the old one could be taken back no more. Open another channel.');
  return { provider, username, token, ...made };
}

const sandboxToken = (): string => `${100_000 + (randomBytes(4).readUInt32BE() % 900_000)}:${randomBytes(24).toString('base64url')}`;
const invalid = (field: string, message: string): Problem => new Problem('invalid', { fields: [{ path: `settings/${field}`, message }] });
