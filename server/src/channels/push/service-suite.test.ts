// Each push service through the suite that all must pass, with the emulator as Google, Apple and a browser's service; and one that does everything wrong.
import { createDecipheriv, createECDH, generateKeyPairSync, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Config, config, readConfig } from '#kit/config';
import { clock } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { closeSessions } from './apns/http2.ts';
import { closeEmulator, type Emulator, emulator } from './emulator/emulator.ts';
import { fault } from './emulator/google.ts';
import type { Kept, Told } from './emulator/state.ts';
import type { AddressOf, PushService } from './service.ts';
import { type PushSample, sentences, whatFails } from './service-suite.ts';
import { completePush } from './settings.ts';
import type { DeviceAddress, PushSettings } from './types.ts';
import { pushServices } from './waking.ts';

type Kind = DeviceAddress['kind'];
const [topic, nobody] = ['com.example.lantern', 'http://127.0.0.1:59998'];
const toolsWith = (more: Partial<Config>): Tools => {
  const tools = new Map<string, unknown>();
  config.set(tools, { ...readConfig({ PARLEY_CONFIG: 'none' }), publicUrl: 'https://talk.example.com', ...more });
  clock.set(tools, () => new Date());
  return tools;
};
const pem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();
let services: Emulator;
let tools: Tools;
let away: Tools;
let settings: PushSettings;

beforeAll(async () => {
  clock.set(toolsFor, () => new Date());
  services = await emulator(toolsFor, { key: 'chat' });
  const { google, apple } = services;
  const hosts = `${new URL(google.url).host} ${new URL(nobody).host}`;
  const shared = { pushHosts: hosts, insideHosts: hosts };
  tools = toolsWith({ ...shared, fcmUrl: google.url, googleTokenUrl: `${google.url}/token`, apnsUrl: apple.origin });
  away = toolsWith({ ...shared, fcmUrl: nobody, googleTokenUrl: `${nobody}/token`, apnsUrl: nobody });
  const fcmKey = JSON.stringify({
    ...{ type: 'service_account', project_id: google.account.project, client_email: google.account.email },
    private_key: pem(google.account.key),
  });
  const given = { webPush: true, fcm: 'google', fcmKey, apns: 'apple', apnsKey: pem(apple.key), apnsTopic: topic } as const;
  settings = { key: 'chat', ...completePush({ ...given, apnsKeyId: apple.keyId, apnsTeam: apple.team }, undefined) };
});
afterAll(async () => {
  for (const each of [tools, away]) closeSessions(each);
  await closeEmulator(toolsFor);
});
const toolsFor: Tools = new Map<string, unknown>();

const browser = createECDH('prime256v1');
browser.generateKeys();
const auth = randomBytes(16);
const path = `/push/${randomBytes(12).toString('hex')}`;
/** As a browser opens it (RFC 8291, section 3.4). */
function openedByBrowser(sealed: Buffer): string {
  const [salt, sender, rest] = [sealed.subarray(0, 16), sealed.subarray(21, 86), sealed.subarray(86)];
  const derive = (secret: Buffer, by: Buffer, info: Buffer, bytes: number) => Buffer.from(hkdfSync('sha256', secret, by, info, bytes));
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), sender]);
  const secret = derive(browser.computeSecret(sender), auth, info, 32);
  const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(rest.subarray(-16));
  const plain = Buffer.concat([decipher.update(rest.subarray(0, -16)), decipher.final()]);
  return plain.subarray(0, plain.lastIndexOf(2)).toString('utf8');
}

const devices: { readonly [K in Kind]: (away?: string) => AddressOf<K> } = {
  'web-push': (at) => ({
    ...{ kind: 'web-push', endpoint: `${at ?? services.google.url}${path}` },
    ...{ p256dh: browser.getPublicKey('base64url'), auth: auth.toString('base64url') },
  }),
  fcm: () => ({ kind: 'fcm', token: 'c'.repeat(48) }),
  apns: () => ({ kind: 'apns', token: 'a'.repeat(64), topic, environment: 'production' }),
};
const retry = { 'retry-after': '120' };
const answers: { readonly [K in Kind]: Readonly<Record<'gone' | 'throttled' | 'fault', Told>> } = {
  'web-push': { gone: { status: 410, body: {} }, throttled: { status: 429, body: {}, headers: retry }, fault: { status: 503, body: {} } },
  fcm: {
    ...{ gone: fault(404, 'UNREGISTERED'), fault: fault(503, 'UNAVAILABLE') },
    throttled: { ...fault(429, 'QUOTA_EXCEEDED'), headers: retry },
  },
  apns: {
    gone: { status: 410, body: { reason: 'Unregistered', timestamp: 1_795_000_000_000 } },
    throttled: { status: 429, body: { reason: 'TooManyRequests' }, headers: retry },
    fault: { status: 503, body: { reason: 'Shutdown' } },
  },
};
const shown: { readonly [K in Kind]: (kept: Kept) => { text: unknown; tag: unknown } } = {
  'web-push': ({ body }) => JSON.parse(openedByBrowser(body)),
  fcm: ({ body }) => JSON.parse(String(body)).message.data,
  apns: ({ body, headers }) => ({ text: JSON.parse(String(body)).aps.alert.body, tag: headers['apns-collapse-id'] }),
};
/** One line in the middle of a key, as it stands in the file. */
const lineOf = (key: string): string => key.split('\n')[2] ?? '';

function sampleOf(kind: Kind): PushSample {
  const to = devices[kind]();
  const name = to.kind === 'web-push' ? path : to.token;
  const kept = () => services.state.pushed.filter((each) => each.to === name);
  const key = { 'web-push': settings.vapidKey, fcm: JSON.parse(settings.fcmKey).private_key as string, apns: settings.apnsKey }[kind];
  return {
    ...{ tools, settings, to, away: { tools: away, to: devices[kind](nobody) }, secrets: [lineOf(key)] },
    answerNext: (as) => void services.state.failures.push({ to: name, told: answers[kind][as] }),
    arrived: () => Buffer.concat(kept().flatMap(({ headers, body }) => [Buffer.from(JSON.stringify(headers)), body])),
    shown: () => {
      const last = kept().at(-1);
      return last ? shown[kind](last) : { text: undefined, tag: undefined };
    },
  };
}

it.each(pushServices.map((service) => [service.kind, service] as const))('%s passes the suite', async (kind, service) => {
  services.state.pushed.length = 0;
  expect(await whatFails(service, sampleOf(kind))).toEqual([]);
});

it('web push lets the service read neither the sentence nor how long it was', async () => {
  const sample = sampleOf('web-push');
  const [service] = pushServices.filter(({ kind }) => kind === 'web-push');
  const sent = async (text: string) => {
    await service?.send(tools, settings, sample.to, { text, tag: 'tag', ttlSeconds: 60 });
    return services.state.pushed.at(-1)?.body ?? Buffer.alloc(0);
  };
  const [one, other] = [await sent('You have a new message'), await sent('Sie haben eine neue Nachricht')];
  expect([one.length, one.includes('message')]).toEqual([other.length, false]);
});

it('the suite catches a service that does everything wrong', async () => {
  const got: Buffer[] = [];
  const secret = pem(generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey);
  const broken: PushService = {
    kind: 'fcm',
    isOn: () => true,
    send: async (at, own, to, what) => {
      if (at === away) throw new Error('no route');
      got.push(Buffer.from(JSON.stringify({ ...what, key: own.fcmKey.split('\n')[2] })));
      (to as { token: string }).token = `changed ${got.length}`;
      return { outcome: 'failed', because: 'Rejected' };
    },
    test: async () => {
      throw new Error('no route');
    },
  };
  const sample: PushSample = {
    ...{ ...sampleOf('fcm'), settings: { ...settings, fcmKey: secret }, secrets: [lineOf(secret)] },
    ...{ arrived: () => Buffer.concat(got), shown: () => ({ text: 'Your Secretlamp 4711', tag: '' }) },
  };
  expect(await whatFails(broken, sample)).toEqual(sentences);
});
