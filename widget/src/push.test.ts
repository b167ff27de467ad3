import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { leave, menuItem } from './push.ts';

const key = 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4';
const endpoint = 'https://updates.push.services.mozilla.com/wpush/v2/abc';
let asked: string[];
let devices: { id: string; kind: string }[];
let subscribed: boolean;
let permission: string;
let current: string;

beforeEach(() => {
  [asked, devices, subscribed, permission, current] = [[], [], false, 'granted', key];
  const subscription = {
    toJSON: () => ({ endpoint, expirationTime: null, keys: { p256dh: key, auth: 'BTBZMqHH6r4Tts7J_aSIgg' } }),
    get options() {
      return {
        applicationServerKey: Uint8Array.from(atob(current.replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0)).buffer,
      };
    },
    unsubscribe: async () => {
      subscribed = false;
    },
  };
  const pushManager = {
    getSubscription: async () => (subscribed ? subscription : null),
    subscribe: async (options: { userVisibleOnly: boolean; applicationServerKey: string }) => {
      asked.push(`subscribe ${options.userVisibleOnly} ${options.applicationServerKey === key}`);
      subscribed = true;
      current = options.applicationServerKey;
      return subscription;
    },
  };
  const registration = { pushManager, active: {} };
  const serviceWorker = {
    async register(path: string) {
      asked.push(`worker ${path}`);
      return registration;
    },
    ready: new Promise(() => undefined), // the worker covers another part of the site
    getRegistration: async () => registration,
  };
  const entries = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => entries.get(name) ?? null,
    setItem: (name: string, value: string) => void entries.set(name, value),
    removeItem: (name: string) => void entries.delete(name),
  });
  vi.stubGlobal('window', { PushManager: class {} });
  vi.stubGlobal('navigator', { serviceWorker });
  vi.stubGlobal('Notification', {
    permission: 'default',
    requestPermission: async () => {
      asked.push('permission');
      return permission;
    },
  });
  vi.stubGlobal('fetch', async (url: string, { method, body }: { method: string; body?: string }) => {
    asked.push(`${method} ${new URL(url).pathname}`);
    if (method === 'GET') return Response.json({ webPush: key, fcm: false, apns: null, devices });
    devices = method === 'POST' ? [{ id: 'dev_1', kind: JSON.parse(body ?? '{}').kind }] : [];
    return method === 'POST' ? Response.json({ id: 'dev_1' }, { status: 201 }) : new Response(null, { status: 204 });
  });
});
afterEach(() => vi.unstubAllGlobals());

const parts = (changed = () => {}) =>
  ({ server: 'https://talk.example.com', worker: '/parley-sw.js', token: 'token', language: 'en', changed }) as const;
const pressed = async () => {
  await new Promise<void>((resolve) => void menuItem(parts(resolve)).then((item) => item?.run()));
};

test('nothing is asked of the browser before the press, and one press takes it back', async () => {
  expect((await menuItem(parts()))?.label).toBe('Notify me of new messages');
  expect(asked).toEqual(['GET /v1/visit/push']);
  asked = [];
  await pressed();
  expect(asked).toEqual(['GET /v1/visit/push', 'permission', 'worker /parley-sw.js', 'subscribe true true', 'POST /v1/visit/devices']);
  expect((await menuItem(parts()))?.label).toBe('Stop notifying me');
  await pressed();
  expect([devices, subscribed]).toEqual([[], false]);
});

test('a no to the browser registers nothing', async () => {
  permission = 'denied';
  await pressed();
  expect([subscribed, asked.some((each) => each.startsWith('POST'))]).toEqual([false, false]);
});

test('ending the chat ends the subscription, also when the server is out of reach', async () => {
  await pressed();
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('Network request failed');
  });
  await leave(parts());
  expect(subscribed).toBe(false);
});

test('a subscription that the page made for itself is left alone', async () => {
  [subscribed, current] = [true, 'the-shop’s-own'.replaceAll(/\W/g, '')];
  expect(await menuItem(parts())).toBeUndefined();
  await leave(parts());
  expect(subscribed).toBe(true);
});

test('what did not work is said in the menu', async () => {
  const item = await menuItem(parts());
  vi.stubGlobal('navigator', {
    serviceWorker: { ...navigator.serviceWorker, register: () => Promise.reject(new TypeError('no such file')) },
  });
  await new Promise<void>((resolve) => void menuItem(parts(resolve)).then((each) => each?.run()));
  expect([item?.label, (await menuItem(parts()))?.label]).toEqual([
    'Notify me of new messages',
    'Notifying you did not work here. Try again',
  ]);
});
