// Lets this browser be told of new messages (Push API): asked for by a press in the menu and never before, taken back by one. The service worker is the page's own.
import { deviceRoutes } from '@parley/contract/routes';
import { createClient } from '@parley/sdk';
import type { MenuItem } from './view/head.ts';
import type { Language } from './words.ts';

export type PushParts = {
  readonly server: string;
  /** Path of the service worker on the page's own origin. */
  readonly worker: string;
  readonly token: string;
  readonly language: Language;
  readonly changed: () => void;
};

const words = {
  en: ['Notify me of new messages', 'Stop notifying me'],
  de: ['Neue Nachrichten melden', 'Nicht mehr melden'],
  fr: ['M’avertir des nouveaux messages', 'Ne plus m’avertir'],
  es: ['Avisarme de mensajes nuevos', 'No avisarme más'],
} as const;

/** What the menu offers; undefined where the browser cannot, the visitor has forbidden it, or the company does not push. */
export async function menuItem(parts: PushParts): Promise<MenuItem | undefined> {
  if (!('serviceWorker' in navigator && 'PushManager' in window) || Notification.permission === 'denied') return undefined;
  const client = clientOf(parts);
  const { webPush, devices } = await client.call('readPush');
  if (webPush === null) return undefined;
  const [start, stop] = words[parts.language];
  const known = await subscriptionOf(parts.worker);
  if (known && devices.some(({ kind }) => kind === 'web-push')) {
    await register(client, known); // seen again: it is good for another ninety days
    return { label: stop, run: () => void leave(parts).then(parts.changed) };
  }
  return { label: start, run: () => void begin(parts, webPush).then(parts.changed, parts.changed) };
}

/** This browser is told nothing more; also on the server, with what the visit's token allows. */
export async function leave({ server, worker, token }: Pick<PushParts, 'server' | 'worker' | 'token'>): Promise<void> {
  await clientOf({ server, token })
    .call('removeDevices')
    .catch(() => undefined); // the subscription ends here in any case, and the server hears of that from the push service
  await (await subscriptionOf(worker))?.unsubscribe();
}

async function begin(parts: PushParts, applicationServerKey: string): Promise<void> {
  if ((await Notification.requestPermission()) !== 'granted') return;
  await navigator.serviceWorker.register(parts.worker);
  const { pushManager } = await navigator.serviceWorker.ready;
  await (await pushManager.getSubscription())?.unsubscribe(); // one that was made for another key is of no use
  await register(clientOf(parts), await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey }));
}

async function register(client: ReturnType<typeof clientOf>, subscription: PushSubscription): Promise<void> {
  const { endpoint = '', expirationTime, keys = {} } = subscription.toJSON();
  await client.call('registerDevice', {
    body: {
      kind: 'web-push',
      endpoint,
      p256dh: keys['p256dh'] ?? '',
      auth: keys['auth'] ?? '',
      ...(expirationTime && { expiresAt: new Date(expirationTime).toISOString() }),
    },
  });
}

async function subscriptionOf(worker: string): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration(worker);
  return (await registration?.pushManager.getSubscription()) ?? null;
}

const clientOf = ({ server, token }: Pick<PushParts, 'server' | 'token'>) =>
  createClient({ routes: deviceRoutes, baseUrl: server, token: () => token });
