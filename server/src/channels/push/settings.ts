// What a company sets so that devices are woken: browsers by one switch, apps by keys that Google and Apple give. Beside the rest of its web chat's settings.
import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import Type from 'typebox';
import { Problem } from '#kit/problem';
import type { PushSettings } from './types.ts';

const secret = (description: string) => Type.Optional(Type.String({ maxLength: 8_000, description }));
const short = (pattern: string, description: string) => Type.Optional(Type.String({ pattern, maxLength: 155, description }));
export const pushSchema = {
  webPush: Type.Optional(Type.Boolean({ description: 'Whether browsers of visitors may be woken (Web Push)' })),
  fcm: Type.Optional(Type.Enum(['off', 'sandbox', 'google'], { description: 'Who wakes apps by Firebase Cloud Messaging' })),
  fcmKey: secret('JSON key of a service account that may send messages of the Firebase project'),
  apns: Type.Optional(Type.Enum(['off', 'sandbox', 'apple'], { description: 'Who wakes apps by Apple’s Push Notification service' })),
  apnsKey: secret('Signing key (.p8) with the Apple Push Notifications service'),
  apnsKeyId: short('^([A-Z0-9]{10})?$', 'Id of that key'),
  apnsTeam: short('^([A-Z0-9]{10})?$', 'Id of the team at Apple'),
  apnsTopic: short('^([A-Za-z0-9.-]{1,155})?$', 'Bundle id of the app'),
};
export const pushSecrets = ['vapidKey', 'fcmKey', 'apnsKey'] as const;

/** Tidies what was typed and makes the key for browsers once. Throws Problem `invalid` with fields. */
export function completePush(given: Partial<PushSettings>, before: Omit<PushSettings, 'key'> | undefined): Omit<PushSettings, 'key'> {
  const { webPush = false, fcm = 'off', fcmKey = '', apns = 'off', apnsKey = '', apnsKeyId = '', apnsTeam = '', apnsTopic = '' } = given;
  if (fcm === 'google') readServiceAccount(fcmKey);
  if (apns === 'apple') {
    readAppleKey(apnsKey);
    if (apnsKeyId === '') throw invalid('apnsKeyId', 'is needed: ten letters and digits, as Apple shows them beside the key');
    if (apnsTeam === '') throw invalid('apnsTeam', 'is needed: ten letters and digits, as Apple shows them beside the membership');
  }
  if (apns !== 'off' && apnsTopic === '') throw invalid('apnsTopic', 'is needed: the bundle id of the app, such as com.example.shop');
  const vapidKey = before?.vapidKey || (webPush ? newKey() : '');
  return { webPush, vapidKey, fcm, fcmKey, apns, apnsKey, apnsKeyId, apnsTeam, apnsTopic };
}

export type ServiceAccount = { readonly project: string; readonly email: string; readonly key: KeyObject };

/** What of a service account's file is used; whatever else stands in it, addresses above all, is not. Problem `invalid` for another file. */
export function readServiceAccount(json: string): ServiceAccount {
  const read = parsed(json);
  const key = keyIn(String(read['private_key'] ?? ''));
  const [project, email] = [String(read['project_id'] ?? ''), String(read['client_email'] ?? '')];
  if (read['type'] !== 'service_account' || !/^[a-z][a-z0-9:.-]{3,62}$/.test(project) || !/^[^\s@]{1,100}@[a-z0-9.-]{1,150}$/.test(email))
    throw invalid('fcmKey', 'is not the JSON file of a service account');
  if (key?.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < 2048)
    throw invalid('fcmKey', 'holds no RSA key of 2048 bits or more');
  return { project, email, key };
}

/** Apple's signing key; Problem `invalid` for another file. */
export function readAppleKey(pem: string): KeyObject {
  const key = keyIn(pem);
  if (key?.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
    throw invalid('apnsKey', 'is not a .p8 file of Apple: a key on the curve P-256');
  return key;
}

const newKey = (): string =>
  generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

function keyIn(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

function parsed(json: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

const invalid = (field: string, message: string): Problem =>
  new Problem('invalid', { fields: [{ path: `body/settings/${field}`, message }] });
