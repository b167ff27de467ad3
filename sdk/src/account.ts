// Logged-in visitors. A device may be shared: whoever comes under another account must not meet the chat of the one before.

/** A mark to tell accounts apart on this device without storing the account: the hash of its id in the signed identity; undefined when there is none. */
export function accountMark(identity: string | undefined, decode = ownDecode): string | undefined {
  if (!identity) return undefined;
  try {
    const payload = identity.slice(0, identity.indexOf('.')).replaceAll('-', '+').replaceAll('_', '/');
    const { account } = JSON.parse(decode(payload)) as { account?: unknown };
    return account === undefined ? undefined : hash(String(account));
  } catch {
    return undefined; // not of this form: the server will say so
  }
}

/** The engine's own; `atob` is none of the language's. */
const ownDecode = (base64: string): string => (globalThis as unknown as { atob(text: string): string }).atob(base64);

/** Whether the chat on this device may be shown to whoever is logged in now; an anonymous chat may be carried on after logging in. */
export function isSameVisitor(begunBy: string | undefined, now: string | undefined): boolean {
  return begunBy === undefined || begunBy === now;
}

/** FNV-1a over UTF-16 units, twice 32 bits: tells a few accounts apart, nothing more is asked of it. */
function hash(text: string): string {
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let i = 0; i < text.length; i++) {
    a = Math.imul(a ^ text.charCodeAt(i), 0x01000193);
    b = Math.imul(b ^ (text.charCodeAt(i) + i), 0x85ebca6b);
  }
  return (a >>> 0).toString(36) + (b >>> 0).toString(36);
}
