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
  en: ['Notify me of new messages', 'Stop notifying me', 'Notifying you did not work here. Try again'],
  de: ['Neue Nachrichten melden', 'Nicht mehr melden', 'Melden ging hier nicht. Noch einmal versuchen'],
  fr: ['M’avertir des nouveaux messages', 'Ne plus m’avertir', 'Impossible de vous avertir ici. Réessayer'],
  es: ['Avisarme de mensajes nuevos', 'No avisarme más', 'No se pudo activar aquí. Intentarlo de nuevo'],
} as const;

/** What the menu offers; undefined where the browser cannot, the visitor has forbidden it, or the company does not push. */
export async function menuItem(parts: PushParts): Promise<MenuItem | undefined> {
  if (!('serviceWorker' in navigator && 'PushManager' in window) || Notification.permission === 'denied') return undefined;
  const client = clientOf(parts);
  const { webPush, devices } = await client.call('readPush');
  if (webPush === null) return undefined;
  const [start, stop, again] = words[parts.language];
  const known = await subscriptionOf(parts.worker);
  if (known && !isOurs(known, webPush)) return undefined; // the page's own, or another chat's: there is one for a service worker
  if (known && keyOf(known) === webPush && devices.some(({ kind }) => kind === 'web-push')) {
    localStorage.setItem(mark, webPush);
    await register(client, known); // seen again: it is good for another ninety days
    return { label: stop, run: () => void leave(parts).then(parts.changed) };
  }
  const begun = (works: boolean) => {
    hasFailed = !works;
    parts.changed();
  };
  const run = () =>
    void begin(parts, webPush).then(
      () => begun(true),
      () => begun(false),
    );
  return { label: hasFailed ? again : start, run };
}

/** This browser is told nothing more; also on the server, with what the visit's token allows. */
export async function leave({ server, worker, token }: Pick<PushParts, 'server' | 'worker' | 'token'>): Promise<void> {
  await clientOf({ server, token })
    .call('removeDevices')
    .catch(() => undefined); // the subscription ends here in any case, and the server hears of that from the push service
  const known = await subscriptionOf(worker);
  if (known && isOurs(known)) await known.unsubscribe();
  localStorage.removeItem(mark);
}

async function begin(parts: PushParts, applicationServerKey: string): Promise<void> {
  if ((await Notification.requestPermission()) !== 'granted') return;
  const registration = await navigator.serviceWorker.register(parts.worker); // not `ready`, which waits for ever where the worker does not cover the page
  const { pushManager } = registration;
  await active(registration);
  const known = await pushManager.getSubscription();
  if (known && !isOurs(known, applicationServerKey)) throw new Error('another’s subscription');
  if (known && keyOf(known) !== applicationServerKey) await known.unsubscribe(); // one of ours that was made for an earlier key
  localStorage.setItem(mark, applicationServerKey);
  await register(clientOf(parts), await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey }));
}

/** Under which key this browser subscribed for us: a subscription with any other is not ours to end. */
const mark = 'parley:push';
let hasFailed = false;

const isOurs = (known: PushSubscription, key?: string): boolean => [localStorage.getItem(mark), key].includes(keyOf(known));

function keyOf({ options }: PushSubscription): string {
  const bytes = [...new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0))];
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

async function active({ active: now, installing, waiting }: ServiceWorkerRegistration): Promise<void> {
  const coming = installing ?? waiting;
  if (now || !coming) return;
  await new Promise<void>((resolve) => {
    coming.addEventListener('statechange', () => ['activated', 'redundant'].includes(coming.state) && resolve());
  });
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
