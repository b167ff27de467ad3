// What a channel for WhatsApp is told: who carries it, and what that carrier wants to know. For Meta the number it writes from, and the business account that its templates
// belong to; for Twilio the same as for text messages.
import { randomBytes } from 'node:crypto';
import Type from 'typebox';
import type { Settings } from '../../adapter.ts';
import { completeWith, idSetting, type MetaSettings, secretSettings as metaSecrets, schemaWith } from '../meta/settings.ts';
import { invalid, numberTyped, type SmsSettings, sandboxNumber, type Typed } from '../sms/shape.ts';
import { completeTwilio, type TwilioSettings, twilioSecrets, twilioSettings } from '../sms/twilio/settings.ts';
import { isByTwilio } from './carried.ts';

const ids = ['numberId', 'businessId'] as const;
export type CloudSettings = MetaSettings & Readonly<Record<(typeof ids)[number], string>>;
export type WhatsAppSettings = CloudSettings | TwilioSettings;

export const settingsSchema = Type.Object({
  ...schemaWith({
    numberId: idSetting('Meta: id of the phone number, as the Cloud API names it'),
    businessId: idSetting('Meta: id of the WhatsApp Business account'),
  }).properties,
  provider: Type.Enum(['meta', 'twilio', 'sandbox'], { description: 'Who carries the messages; the sandbox keeps them here' }),
  speaks: Type.Optional(Type.Enum(['meta', 'twilio'], { description: 'In the sandbox: whose protocol its emulator speaks' })),
  number: Type.Optional(Type.String({ maxLength: 40, description: 'Twilio: number that writes by WhatsApp, with its country (E.164)' })),
  ...twilioSettings,
});
export const secretSettings: readonly string[] = [...metaSecrets, ...twilioSecrets];

/** Tidies what was typed; keys, and the account of a sandbox, are made once. Who carries it stays. Throws Problem `invalid`. */
export function completeSettings(given: Settings, before: WhatsAppSettings | undefined): WhatsAppSettings {
  if (before && isByTwilio(given) !== isByTwilio(before)) throw invalid('provider', 'stays as it is. Open another channel.');
  if (!isByTwilio(given)) return completeWith(ids, given, before as CloudSettings | undefined);
  const typed: Typed = (name) => String(given[name] ?? before?.[name] ?? '').trim();
  const provider = typed('provider') as 'twilio' | 'sandbox';
  if (before && provider !== before.provider) throw invalid('provider', 'stays as it is. Open another channel.');
  const isSandbox = provider === 'sandbox';
  const number = numberTyped(typed);
  const shared: SmsSettings = {
    ...{ provider, channel: 'whatsapp', key: before?.key ?? randomBytes(20).toString('hex') },
    ...{ number: isSandbox ? number || sandboxNumber : number, ...(isSandbox && { speaks: 'twilio' as const }) },
  };
  return completeTwilio(shared, typed, before as TwilioSettings | undefined);
}
