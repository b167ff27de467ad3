// What Vonage wants to know. Messages are sent by an application, which signs in with its private key; key and secret of the account look after webhooks,
// numbers and what is to be forgotten; the signature secret tells its webhooks from forged ones.
import { createPrivateKey, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import Type from 'typebox';
import { invalid, type SmsSettings, type Typed } from '../shape.ts';

export type VonageSettings = SmsSettings & {
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly applicationId: string;
  /** PKCS #8, PEM. */
  readonly privateKey: string;
  readonly signatureSecret: string;
  /** Messages a second that the account may send. */
  readonly perSecond: number;
  /** Whether its reports are asked for what a webhook missed: each record costs. */
  readonly catchUp?: 'on' | 'off';
};

const optional = (maxLength: number, description: string) => Type.Optional(Type.String({ maxLength, description }));
export const vonageSettings = {
  apiKey: optional(20, 'Vonage: API key of the account'),
  apiSecret: optional(100, 'Vonage: API secret of the account'),
  applicationId: optional(36, 'Vonage: id of the application that sends and receives'),
  privateKey: optional(8_000, 'Vonage: private key of the application, PEM'),
  signatureSecret: optional(200, 'Vonage: signature secret of the account; its webhooks are signed with it'),
  perSecond: Type.Optional(
    Type.Union([Type.Integer({ minimum: 1, maximum: 1000 }), Type.String({ pattern: '^([1-9][0-9]{0,2}|1000)?$' })]),
  ),
  catchUp: Type.Optional(
    Type.Enum(['on', 'off'], { description: 'Vonage: whether its reports, which cost, tell what its webhook missed' }),
  ),
};
export const vonageSecrets = ['apiSecret', 'privateKey', 'signatureSecret'] as const;

const usualPerSecond = 30; // what Vonage allows an account that asked for nothing else
const fewestBits = 2_048;

/** Throws Problem `invalid` for what cannot sign in. */
export function completeVonage(shared: SmsSettings, typed: Typed, before: SmsSettings | undefined): VonageSettings {
  if (shared.provider === 'sandbox') return { ...shared, ...(before ? ofSandbox(before as VonageSettings) : newSandbox()) };
  const settings = {
    ...shared,
    apiKey: typed('apiKey'),
    apiSecret: typed('apiSecret'),
    applicationId: typed('applicationId').toLowerCase(),
    privateKey: typed('privateKey').replaceAll('\r\n', '\n'),
    signatureSecret: typed('signatureSecret'),
    perSecond: Number(typed('perSecond')) || usualPerSecond,
    catchUp: typed('catchUp') === 'on' ? ('on' as const) : ('off' as const),
  };
  if (before && settings.apiKey !== before['apiKey'])
    throw invalid('apiKey', 'stays as it is: what lies in the old account could be taken back no more. Open another channel.');
  return checked(settings);
}

function checked(settings: VonageSettings): VonageSettings {
  const { number, apiKey, apiSecret, applicationId, privateKey, signatureSecret } = settings;
  if (number === '') throw invalid('number', 'is needed: messages are sent from it');
  if (!/^[0-9A-Za-z]{4,20}$/.test(apiKey)) throw invalid('apiKey', 'is no API key: eight letters and digits');
  if (apiSecret.length < 8) throw invalid('apiSecret', 'is needed: with it webhooks are set and messages are forgotten');
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(applicationId)) throw invalid('applicationId', 'is no id of an application');
  if (!isUsable(privateKey)) throw invalid('privateKey', 'is no private RSA key of at least 2,048 bits in PEM, as the application gave it');
  if (signatureSecret.length < 16)
    throw invalid(
      'signatureSecret',
      'is needed, with at least 16 characters: without it nobody could tell a true webhook from a forged one',
    );
  return settings;
}

function isUsable(pem: string): boolean {
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= fewestBits;
  } catch {
    return false;
  }
}

const ofSandbox = ({ apiKey, apiSecret, applicationId, privateKey, signatureSecret, perSecond }: VonageSettings) => ({
  ...{ apiKey, apiSecret, applicationId, privateKey, signatureSecret, perSecond },
});

const newSandbox = () => ({
  apiKey: randomBytes(4).toString('hex'),
  apiSecret: randomBytes(12).toString('hex'),
  applicationId: randomUUID(),
  privateKey: generateKeyPairSync('rsa', { modulusLength: fewestBits })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()
    .trim(),
  signatureSecret: randomBytes(32).toString('hex'),
  perSecond: usualPerSecond,
});
