// The service worker that a site hosts, or takes into its own by importScripts: shows that a message waits, and leads back to the page. What others push to that page is left alone.
type Told = { readonly parley?: unknown; readonly text?: unknown; readonly tag?: unknown };
type PushEvent = Event & { readonly data: { json(): unknown } | null; waitUntil(work: Promise<unknown>): void };
type ClickEvent = Event & { readonly notification: Notification; waitUntil(work: Promise<unknown>): void };
type Page = { focus(): Promise<unknown> };
const worker = self as unknown as {
  readonly registration: { showNotification(title: string, options: { tag: string }): Promise<void> };
  readonly clients: {
    matchAll(options: { type: 'window'; includeUncontrolled: true }): Promise<Page[]>;
    openWindow(url: string): Promise<unknown>;
  };
  addEventListener(name: 'push', hear: (event: PushEvent) => void): void;
  addEventListener(name: 'notificationclick', hear: (event: ClickEvent) => void): void;
};
const ours = 'parley-';

worker.addEventListener('push', (event) => {
  const told = read(event);
  if (told.parley !== 1 || typeof told.text !== 'string') return;
  event.waitUntil(worker.registration.showNotification(told.text, { tag: `${ours}${String(told.tag)}` }));
});

worker.addEventListener('notificationclick', (event) => {
  if (!event.notification.tag.startsWith(ours)) return;
  event.notification.close();
  event.waitUntil(
    worker.clients
      .matchAll({ type: 'window', includeUncontrolled: true })
      .then(([page]) => (page ? page.focus() : worker.clients.openWindow('/'))),
  );
});

function read({ data }: PushEvent): Told {
  try {
    return (data?.json() ?? {}) as Told;
  } catch {
    return {}; // somebody else's push, not JSON
  }
}

export {};
