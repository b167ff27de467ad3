import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { engineWith } from './engine.ts';

const Real = globalThis.TextDecoder;
afterEach(() => vi.unstubAllGlobals());
function bare() {
  vi.stubGlobal('TextDecoder', undefined);
  vi.stubGlobal('AbortController', undefined);
  return engineWith({ setTimeout: () => 0, clearTimeout: () => {} });
}

test('what an engine has is used, and one without timers says what it needs', () => {
  expect(engineWith({}).TextDecoder).toBe(Real);
  vi.stubGlobal('setTimeout', undefined);
  expect(() => engineWith({})).toThrow('this engine has no timers');
});

test('UTF-8 is read as browsers read it, in whatever pieces it comes', () => {
  const { TextDecoder } = bare();
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(40), (text, cut) => {
      const bytes = new TextEncoder().encode(text);
      const decoder = new TextDecoder();
      const pieces = [bytes.slice(0, cut), bytes.slice(cut)];
      return pieces.map((piece) => decoder.decode(piece, { stream: true })).join('') === text.toWellFormed();
    }),
  );
  for (const wrong of [
    [0xff, 0x41],
    [0xc0, 0x80],
    [0x80, 0x42],
    [0xe2, 0x41],
  ]) {
    const text = new TextDecoder().decode(new Uint8Array(wrong), { stream: true });
    expect([text.startsWith('\ufffd'), text.at(-1)]).toEqual([
      true,
      String.fromCharCode(wrong.at(-1) === 0x80 ? 0xfffd : (wrong.at(-1) ?? 0)),
    ]);
  }
});

test('cancelling is heard once, by those who still listen', () => {
  const { AbortController } = bare();
  const control = new AbortController();
  const heard: string[] = [];
  const gone = () => void heard.push('gone');
  control.signal.addEventListener('abort', () => void heard.push('still'));
  control.signal.addEventListener('abort', gone);
  control.signal.removeEventListener('abort', gone);
  control.abort();
  control.abort();
  expect([control.signal.aborted, heard]).toEqual([true, ['still']]);
});
