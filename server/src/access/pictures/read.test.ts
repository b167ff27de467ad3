import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '#kit/problem';
import { readPicture } from './read.ts';
import { jpeg, png, secret, webp } from './samples.ts';

const kinds = [
  ['image/png', png],
  ['image/jpeg', jpeg],
  ['image/webp', webp],
] as const;
const refusal = (bytes: Buffer): string => {
  try {
    readPicture(bytes);
    return 'accepted';
  } catch (error) {
    return error instanceof Problem ? error.code : 'crashed';
  }
};

describe.each(kinds)('%s', (type, make) => {
  it('is told by its bytes and loses everything that is not picture', () => {
    expect(make().includes(secret)).toBe(true);
    const read = readPicture(make());
    expect(read.type).toBe(type);
    expect(read.bytes.includes(secret)).toBe(false);
    expect(read.bytes.toString('latin1')).not.toMatch(/GPS|Exif|EXIF|eXIf|tEXt|script|adobe\.com/);
    expect(readPicture(read.bytes)).toEqual(read); // what is clean stays as it is
  });
  it('is refused when anything is missing at its end', () => {
    const whole = readPicture(make()).bytes;
    for (let length = 0; length < whole.length; length += 1) expect(refusal(whole.subarray(0, length))).toBe('unsupported-media');
  });
  it('never crashes the reader, whichever bytes are changed', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 6 }), (changes) => {
        const bytes = make();
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        expect(refusal(bytes)).not.toBe('crashed');
      }),
      { numRuns: 400 },
    );
  });
});

describe('what is no picture for us', () => {
  it.each([
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['GIF', Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1')],
    ['HTML', Buffer.from('<!doctype html><p>Hello')],
    ['nothing', Buffer.alloc(0)],
    ['an animated WebP', webp({ animated: true })],
    ['a PNG whose header was changed', Buffer.concat([png().subarray(0, 19), Buffer.from([9]), png().subarray(20)])],
    ['a PNG without a size', png({ width: 0 })],
  ])('%s', (_name, bytes) => expect(refusal(bytes)).toBe('unsupported-media'));
  it('is too large: in pixels or in bytes', () => {
    expect(refusal(png({ width: 2000, height: 1 }))).toBe('accepted');
    expect(refusal(png({ width: 2001, height: 1 }))).toBe('too-large');
    expect(refusal(jpeg({ height: 2001 }))).toBe('too-large');
    expect(refusal(png({ noise: 512 * 1024 }))).toBe('too-large');
  });
});
