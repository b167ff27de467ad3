// What a channel for text messages is told: who carries them, and from which number. The provider is a setting, so that another is a folder beside twilio/.
import { randomBytes } from 'node:crypto';
import Type from 'typebox';
import { Problem } from '#kit/problem';
import type { Settings } from '../../adapter.ts';

export type Provider = 'twilio' | 'sandbox';
export type SmsSettings = Settings & {
  /** `sandbox`: an emulator within this Parley; nothing leaves. */
  readonly provider: Provider;
  /** E.164, or empty where a messaging service chooses the number. */
  readonly number: string;
  readonly service: string;
  readonly accountSid: string;
  readonly authToken: string;
  /** An API key signs in for us where there is one; webhooks are always signed with the auth token. */
  readonly keySid: string;
  readonly keySecret: string;
  /** Stands in the address of the webhook. */
  readonly key: string;
};

const optional = (maxLength: number, description: string) => Type.Optional(Type.String({ maxLength, description }));
export const settingsSchema = Type.Object({
  provider: Type.Enum(['twilio', 'sandbox'], { description: 'Who carries the messages; the sandbox keeps them here' }),
  number: optional(40, 'Number from which messages are sent, with its country (E.164)'),
  service: optional(34, 'Messaging service that chooses the number, MG…'),
  accountSid: optional(34, 'Account SID, AC…'),
  authToken: optional(100, 'Auth token of the account: its webhooks are signed with it'),
  keySid: optional(34, 'API key that signs in for us, SK…'),
  keySecret: optional(100, 'Secret of that key'),
});
export const secretSettings = ['authToken', 'keySecret'] as const;

const sandboxNumber = '+12025550100';

/** Tidies what was typed; the key of the webhook and an account of the sandbox are made once. Throws Problem `invalid`. */
export function completeSettings(given: Settings, before: SmsSettings | undefined): SmsSettings {
  const typed = (name: keyof SmsSettings): string => String(given[name] ?? before?.[name] ?? '').trim();
  const provider = typed('provider') as Provider;
  const key = before?.key ?? randomBytes(20).toString('hex');
  const made = before?.provider === 'sandbox' ? before : undefined;
  if (before && provider !== before.provider)
    throw invalid('provider', 'stays as it is: what lies at the old one could be taken back no more. Open another channel.');
  const number = typed('number').replace(/[\s().\-/]/g, '');
  if (number !== '' && !/^\+[1-9]\d{6,14}$/.test(number)) throw invalid('number', 'is no number with its country, such as +12025550100');
  const shared = { provider, number, service: '', keySid: '', keySecret: '', key };
  if (provider === 'sandbox')
    return {
      ...shared,
      number: number || sandboxNumber,
      accountSid: made?.accountSid ?? `AC${randomBytes(16).toString('hex')}`,
      authToken: made?.authToken ?? randomBytes(16).toString('hex'),
    };
  const own = { ...shared, service: typed('service'), accountSid: typed('accountSid'), authToken: typed('authToken') };
  if (before && own.accountSid !== before.accountSid)
    throw invalid('accountSid', 'stays as it is: what lies in the old account could be taken back no more. Open another channel.');
  const keySid = typed('keySid');
  return checked({ ...own, keySid, keySecret: keySid === '' ? '' : typed('keySecret') });
}

function checked(settings: SmsSettings): SmsSettings {
  const { number, service, accountSid, authToken, keySid, keySecret } = settings;
  if (!sid('AC', accountSid)) throw invalid('accountSid', 'is no account SID: AC and 32 digits or letters a to f');
  if (authToken.length < 16) throw invalid('authToken', 'is needed: without it nobody could tell a true webhook from a forged one');
  if (service !== '' && !sid('MG', service)) throw invalid('service', 'is no messaging service: MG and 32 digits or letters a to f');
  if (number === '' && service === '') throw invalid('number', 'or a messaging service is needed');
  if (keySid !== '' && !sid('SK', keySid)) throw invalid('keySid', 'is no API key: SK and 32 digits or letters a to f');
  if ((keySid === '') !== (keySecret === '')) throw invalid('keySecret', 'goes with the API key');
  return settings;
}

const sid = (prefix: string, text: string): boolean => new RegExp(`^${prefix}[0-9a-f]{32}$`).test(text);
const invalid = (field: string, message: string): Problem => new Problem('invalid', { fields: [{ path: `settings/${field}`, message }] });
