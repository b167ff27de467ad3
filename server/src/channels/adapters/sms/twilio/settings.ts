// What Twilio wants to know: an account, and what signs in to it. Webhooks are signed with the auth token, also where an API key signs in.
import { randomBytes } from 'node:crypto';
import Type from 'typebox';
import { invalid, type SmsSettings, type Typed } from '../shape.ts';

export type TwilioSettings = SmsSettings & {
  readonly service: string;
  readonly accountSid: string;
  readonly authToken: string;
  /** An API key signs in for us where there is one. */
  readonly keySid: string;
  readonly keySecret: string;
  /** Segments a second, where Twilio agreed to others than go with the kind of number; absent for those. */
  readonly perSecond?: number;
};

const optional = (maxLength: number, description: string) => Type.Optional(Type.String({ maxLength, description }));
export const twilioSettings = {
  service: optional(34, 'Twilio: messaging service that chooses the number, MG…'),
  accountSid: optional(34, 'Twilio: account SID, AC…'),
  authToken: optional(100, 'Twilio: auth token of the account; its webhooks are signed with it'),
  keySid: optional(34, 'Twilio: API key that signs in for us, SK…'),
  keySecret: optional(100, 'Twilio: secret of that key'),
};
export const twilioSecrets = ['authToken', 'keySecret'] as const;

/** Throws Problem `invalid` for what cannot sign in. */
export function completeTwilio(shared: SmsSettings, typed: Typed, before: SmsSettings | undefined): TwilioSettings {
  const none = { service: '', keySid: '', keySecret: '' };
  if (shared.provider === 'sandbox')
    return {
      ...shared,
      ...none,
      accountSid: String(before?.['accountSid'] ?? `AC${randomBytes(16).toString('hex')}`),
      authToken: String(before?.['authToken'] ?? randomBytes(16).toString('hex')),
    };
  const own = { ...shared, ...none, service: typed('service'), accountSid: typed('accountSid'), authToken: typed('authToken') };
  if (before && own.accountSid !== before['accountSid'])
    throw invalid('accountSid', 'stays as it is: what lies in the old account could be taken back no more. Open another channel.');
  const keySid = typed('keySid');
  const perSecond = Number(typed('perSecond')) || 0;
  return checked({ ...own, ...(perSecond > 0 && { perSecond }), keySid, keySecret: keySid === '' ? '' : typed('keySecret') });
}

function checked(settings: TwilioSettings): TwilioSettings {
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
