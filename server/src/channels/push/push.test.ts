// The rules of push without a house: the known answer of RFC 8291, who is believed to be a push service, and what each service's answers mean.
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { type Config, config, readConfig } from '#kit/config';
import { meaningOf as ofApple } from './apns/send.ts';
import { meaningOf as ofGoogle } from './fcm/send.ts';
import { carriersOf, recipientOf, serviceOf } from './services.ts';
import { completePush } from './settings.ts';
import { encryptFor, isSubscription } from './web-push/encrypt.ts';
import { meaningOf as ofBrowsers } from './web-push/send.ts';
import { publicKeyOf, vapidHeader } from './web-push/vapid.ts';

/** RFC 8291, appendix A. */
const known = {
  p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  privateKey: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
  salt: 'DGv6ra1nlYgDCS1FRnbzlw',
  body: 'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
};
const bytes = (text: string) => Buffer.from(text, 'base64url');
const toolsWith = (more: Partial<Config>) => {
  const tools = new Map<string, unknown>();
  config.set(tools, { ...readConfig({ PARLEY_CONFIG: 'none' }), ...more });
  return tools;
};

describe('the words of a push', () => {
  it('are sealed as RFC 8291 says', () => {
    const fixed = { privateKey: bytes(known.privateKey), salt: bytes(known.salt) };
    expect(encryptFor(known, 'When I grow up, I want to be a watermelon', 0, fixed).toString('base64url')).toBe(known.body);
  });
  it('weigh the same in every language, and never the same twice', () => {
    const [a, b, c] = [encryptFor(known, 'short', 256), encryptFor(known, 'a longer sentence', 256), encryptFor(known, 'short', 256)];
    expect(a.length).toBe(b.length);
    expect(a.equals(c)).toBe(false);
  });
  it('need a point of the curve and sixteen bytes', () => {
    expect(isSubscription(known)).toBe(true);
    expect(isSubscription({ ...known, auth: 'AAAA' })).toBe(false);
    expect(isSubscription({ ...known, p256dh: bytes(known.p256dh).fill(1, 1).toString('base64url') })).toBe(false);
  });
});

it('who pushes is signed for one service and half a day', async () => {
  const pem = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const now = new Date('2030-01-01T00:00:00Z');
  const header = await vapidHeader(pem, 'https://fcm.googleapis.com/fcm/send/abc', 'https://talk.example.com', now);
  const [, token = '', key = ''] = /^vapid t=(\S+), k=(\S+)$/.exec(header) ?? [];
  expect(key).toBe(publicKeyOf(pem));
  const { payload } = await jwtVerify(token, createPublicKey(pem), { currentDate: now, audience: 'https://fcm.googleapis.com' });
  expect(payload).toMatchObject({ sub: 'https://talk.example.com', exp: now.getTime() / 1000 + 43_200 });
});

describe('an endpoint', () => {
  it.each([
    ['https://fcm.googleapis.com/fcm/send/abc', 'web-push-google'],
    ['https://updates.push.services.mozilla.com/wpush/v2/abc', 'web-push-mozilla'],
    ['https://web.push.apple.com/abc', 'web-push-apple'],
    ['https://wns2-par02p.notify.windows.com/w/?token=abc', 'web-push-microsoft'],
    ['https://push.inside.example.com/abc', 'web-push-other'],
    ['http://fcm.googleapis.com/fcm/send/abc', undefined],
    ['https://fcm.googleapis.com:8443/abc', undefined],
    ['https://ada@fcm.googleapis.com/abc', undefined],
    ['https://fcm.googleapis.com.example.com/abc', undefined],
    ['https://evilpush.apple.com.example.net/abc', undefined],
    ['https://notpush.apple.com/abc', undefined],
    ['http://push.inside.example.com/abc', undefined],
    ['https://203.0.113.7/abc', undefined],
    ['https://127.0.0.1/abc', undefined],
    ['nonsense', undefined],
  ])('%s is of %s', (endpoint, service) => expect(serviceOf(toolsWith({ pushHosts: 'push.inside.example.com' }), endpoint)).toBe(service));
});

describe('settings', () => {
  const rsa = (bits: number) => generateKeyPairSync('rsa', { modulusLength: bits }).privateKey.export({ type: 'pkcs8', format: 'pem' });
  const account = (private_key: unknown) =>
    JSON.stringify({ type: 'service_account', project_id: 'lantern-loom', client_email: 'push@lantern.example.com', private_key });
  const fields = (work: () => unknown) => {
    try {
      work();
      return undefined;
    } catch (error) {
      return (error as { extras?: { fields?: { path: string }[] } }).extras?.fields?.map(({ path }) => path);
    }
  };
  it('are off until switched on, and the key for browsers stays the same', () => {
    const off = completePush({}, undefined);
    expect(off).toMatchObject({ webPush: false, vapidKey: '', fcm: 'off', apns: 'off' });
    expect(carriersOf(toolsWith({}), off)).toEqual([]);
    const on = completePush({ webPush: true }, off);
    expect(completePush({ ...on, webPush: true }, on).vapidKey).toBe(on.vapidKey);
    expect(carriersOf(toolsWith({}), on).map(({ code, role }) => [code, role])).toContainEqual(['web-push-mozilla', 'controller']);
    const device = { kind: 'web-push', service: 'web-push-apple' } as const;
    expect([recipientOf(on, device), recipientOf(off, device)]).toEqual(['web-push-apple', undefined]);
  });
  it('refuse what is no key', () => {
    expect(fields(() => completePush({ fcm: 'google', fcmKey: account(rsa(2048)) }, undefined))).toBeUndefined();
    for (const fcmKey of ['', '{}', account('nonsense'), account(rsa(1024))])
      expect(fields(() => completePush({ fcm: 'google', fcmKey }, undefined))).toEqual(['body/settings/fcmKey']);
    expect(fields(() => completePush({ apns: 'apple', apnsKey: String(rsa(2048)) }, undefined))).toEqual(['body/settings/apnsKey']);
    expect(fields(() => completePush({ apns: 'sandbox' }, undefined))).toEqual(['body/settings/apnsTopic']);
  });
});

describe('an answer means', () => {
  const now = new Date('2030-01-01T00:00:00Z');
  it.each([
    [201, null, { outcome: 'sent' }],
    [404, null, { outcome: 'gone' }],
    [410, null, { outcome: 'gone' }],
    [413, null, { outcome: 'failed', because: 'rejected' }],
    [403, null, { outcome: 'failed', because: 'bad-credentials' }],
    [429, '120', { outcome: 'retry', because: 'throttled', afterSeconds: 120 }],
    [429, 'Tue, 01 Jan 2030 00:01:00 GMT', { outcome: 'retry', because: 'throttled', afterSeconds: 60 }],
    [503, 'nonsense', { outcome: 'retry', because: 'unreachable' }],
  ])('of a browser’s service: %s', (status, after, meaning) => expect(ofBrowsers(status, after, now)).toEqual(meaning));
  it.each([
    [404, 'UNREGISTERED', '', null, { outcome: 'gone' }],
    [400, 'INVALID_ARGUMENT', 'message.token', null, { outcome: 'gone' }],
    [400, 'INVALID_ARGUMENT', 'message.data', null, { outcome: 'failed', because: 'rejected' }],
    [403, 'SENDER_ID_MISMATCH', '', null, { outcome: 'retry', because: 'bad-credentials' }], // the key of another project
    [404, 'NOT_FOUND', '', null, { outcome: 'retry', because: 'bad-credentials' }],
    [403, 'PERMISSION_DENIED', '', null, { outcome: 'retry', because: 'bad-credentials' }],
    [429, 'QUOTA_EXCEEDED', '', '30', { outcome: 'retry', because: 'throttled', afterSeconds: 30 }],
    [429, 'QUOTA_EXCEEDED', '', null, { outcome: 'retry', because: 'throttled', afterSeconds: 60 }],
    [503, 'UNAVAILABLE', '', '5', { outcome: 'retry', because: 'unreachable', afterSeconds: 5 }],
  ])('of Google: %s %s %s', (status, code, field, retryAfter, meaning) =>
    expect(ofGoogle({ status, code, field, retryAfter }, now)).toEqual(meaning),
  );
  const since = new Date(1_900_000_000_000);
  it.each([
    [410, 'Unregistered', since, { outcome: 'gone', since }],
    [400, 'BadDeviceToken', undefined, { outcome: 'gone' }],
    [400, 'DeviceTokenNotForTopic', undefined, { outcome: 'retry', because: 'bad-credentials' }],
    [400, 'BadTopic', undefined, { outcome: 'failed', because: 'rejected' }],
    [403, 'InvalidProviderToken', undefined, { outcome: 'retry', because: 'bad-credentials' }],
    [429, 'TooManyRequests', undefined, { outcome: 'retry', because: 'throttled' }],
    [429, 'TooManyProviderTokenUpdates', undefined, { outcome: 'retry', because: 'throttled', afterSeconds: 1_200 }],
    [503, 'Shutdown', undefined, { outcome: 'retry', because: 'unreachable' }],
  ])('of Apple: %s %s', (status, reason, from, meaning) =>
    expect(ofApple({ status, reason, since: from, retryAfter: null }, now)).toEqual(meaning),
  );
});
