// On the way to a provider and back: where the page was to lead afterwards stays in this tab, and a window that only shows who one is tells the others when it is done.
const nextKey = 'parley.sign-in-next';
const channelName = 'parley.proof';

export function rememberNext(next: string | undefined): void {
  if (next) sessionStorage.setItem(nextKey, next);
  else sessionStorage.removeItem(nextKey);
}

/** Only a path of this very site. */
export function takeNext(): string {
  const next = sessionStorage.getItem(nextKey) ?? '';
  sessionStorage.removeItem(nextKey);
  return /^\/(?![/\\])/.test(next) ? next : '/';
}

/** Tells the page that waits that its window has shown who sits there. */
export function tellProven(): void {
  const channel = new BroadcastChannel(channelName);
  channel.postMessage('proven');
  channel.close();
}

/** Hears it; gives what ends the hearing. */
export function hearProven(hear: () => void): () => void {
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = (event) => event.data === 'proven' && hear();
  return () => channel.close();
}
