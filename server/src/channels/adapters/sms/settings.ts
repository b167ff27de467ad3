// What a channel for text messages is told: who carries them, and from which number. The provider is a setting, and what it wants to know stands in its folder.
import { randomBytes } from 'node:crypto';
import Type from 'typebox';
import type { Settings } from '../../adapter.ts';
import { invalid, numberTyped, type SmsSettings, sandboxNumber, spokenBy, type Typed } from './shape.ts';
import { completeSmpp, smppSecrets, smppSettings } from './smpp/settings.ts';
import { completeTwilio, twilioSecrets, twilioSettings } from './twilio/settings.ts';
import { completeVonage, vonageSecrets, vonageSettings } from './vonage/settings.ts';

export const settingsSchema = Type.Object({
  provider: Type.Enum(['twilio', 'vonage', 'smpp', 'sandbox'], { description: 'Who carries the messages; the sandbox keeps them here' }),
  speaks: Type.Optional(Type.Enum(['twilio', 'vonage', 'smpp'], { description: 'In the sandbox: whose protocol its emulator speaks' })),
  number: Type.Optional(Type.String({ maxLength: 40, description: 'Number from which messages are sent, with its country (E.164)' })),
  ...twilioSettings,
  ...vonageSettings,
  ...smppSettings,
});
export const secretSettings: readonly string[] = [...twilioSecrets, ...vonageSecrets, ...smppSecrets];

const complete = { twilio: completeTwilio, vonage: completeVonage, smpp: completeSmpp } as const;

/** Tidies what was typed; the key of the webhook and an account of the sandbox are made once. Throws Problem `invalid`. */
export function completeSettings(given: Settings, before: SmsSettings | undefined): SmsSettings {
  const typed: Typed = (name) => String(given[name] ?? before?.[name] ?? '').trim();
  const provider = typed('provider') as SmsSettings['provider'];
  const speaks = (typed('speaks') || 'twilio') as NonNullable<SmsSettings['speaks']>;
  if (before && (provider !== before.provider || (provider === 'sandbox' && speaks !== spokenBy(before))))
    throw invalid('provider', 'stays as it is: what lies at the old one could be taken back no more. Open another channel.');
  const number = numberTyped(typed);
  const isSandbox = provider === 'sandbox';
  const shared = {
    ...{ provider, number: isSandbox ? number || sandboxNumber : number, key: before?.key ?? randomBytes(20).toString('hex') },
    ...(isSandbox && speaks !== 'twilio' && { speaks }),
  };
  return complete[spokenBy(shared)](shared, typed, before);
}
