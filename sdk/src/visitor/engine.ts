// What bare engines lack: cancelling and reading UTF-8. Where the engine has its own, that is used, since its own fetch takes no other.
import type { Engine } from '../events.ts';

/** The engine's own parts, or ours; timers are the engine's or those given. */
export function engineWith(timers: Partial<Pick<Engine, 'setTimeout' | 'clearTimeout'>>): Engine {
  const own = globalThis as unknown as Partial<Engine>;
  const setLater = timers.setTimeout ?? own.setTimeout;
  const clear = timers.clearTimeout ?? own.clearTimeout;
  if (!setLater || !clear) throw new Error('this engine has no timers: give setTimeout and clearTimeout');
  return {
    AbortController: own.AbortController ?? Cancelling,
    TextDecoder: own.TextDecoder ?? Utf8,
    setTimeout: (run, ms) => setLater(run, ms), // called as a function of nobody, as browsers demand
    clearTimeout: (timer) => clear(timer),
  };
}

/** Base64 to a text of bytes, as `atob` does it; what is no digit counts as none. */
export function fromBase64(text: string): string {
  const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  let bits = 0;
  let [value, bytes] = [0, ''];
  for (const digit of text) {
    const at = digits.indexOf(digit);
    if (at < 0) continue;
    value = ((value << 6) | at) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += String.fromCharCode((value >> bits) & 0xff);
  }
  return bytes;
}

/** An AbortController as far as this package uses one. */
const Cancelling = function (this: unknown) {
  const ears = new Set<() => void>();
  const signal = {
    aborted: false,
    addEventListener: (_name: 'abort', run: () => void) => void ears.add(run),
    removeEventListener: (_name: 'abort', run: () => void) => void ears.delete(run),
  };
  const abort = () => {
    if (signal.aborted) return;
    signal.aborted = true;
    for (const run of [...ears]) run();
  };
  return { signal, abort };
} as unknown as Engine['AbortController'];

/** UTF-8 in pieces (WHATWG Encoding, without a fatal mode): what is cut midway waits for the next piece, what is wrong becomes U+FFFD. */
const Utf8 = function (this: unknown) {
  let rest: number[] = [];
  return {
    decode(bytes: Uint8Array): string {
      const all = [...rest, ...bytes];
      let text = '';
      let at = 0;
      while (at < all.length) {
        const first = all[at] ?? 0;
        const length =
          first < 0x80 ? 1 : first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
        const more = all.slice(at + 1, at + length);
        const bad = more.findIndex((byte) => byte < 0x80 || byte > 0xbf);
        if (length > 0 && bad < 0 && more.length < length - 1) break; // cut midway
        if (length === 0 || bad >= 0) {
          text += '\ufffd';
          at += Math.max(1, bad + 1);
          continue;
        }
        const point = more.reduce((sum, byte) => sum * 64 + (byte & 0x3f), length === 1 ? first : first & (0x7f >> length));
        const isWhole = point <= 0x10ffff && !(point >= 0xd800 && point < 0xe000) && point >= ([0, 0, 0x80, 0x800, 0x10000][length] ?? 0);
        text += isWhole ? String.fromCodePoint(point) : '\ufffd';
        at += length;
      }
      rest = all.slice(at);
      return text;
    },
  };
} as unknown as Engine['TextDecoder'];
