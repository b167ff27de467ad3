import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { animated, jpeg, png, secret, webp } from '#test/pictures';
import { pictureType, redraw } from './picture.ts';

const kinds = [
  ['image/png', async () => png()],
  ['image/jpeg', () => jpeg()],
  ['image/webp', () => webp()],
  ['image/gif', () => animated('gif')],
] as const;

describe.each(kinds)('%s', (type, make) => {
  it('is told by its bytes and loses everything that is not picture', async () => {
    const given = await make();
    expect(given.includes(secret)).toBe(true);
    const drawn = await redraw(given);
    expect(drawn).toMatchObject({ type, isAnimated: type === 'image/gif' });
    expect(drawn?.bytes.includes(secret)).toBe(false);
    expect(drawn?.bytes.toString('latin1')).not.toMatch(/GPS|Exif|EXIF|eXIf|tEXt|script|adobe\.com/);
  });
  it('shows the same as before', async () => {
    const given = await make();
    const drawn = await redraw(given);
    const seen = async (bytes: Buffer) => (await sharp(bytes, { animated: true }).stats()).channels.map(({ mean }) => Math.round(mean / 8));
    expect(await seen(drawn?.bytes ?? Buffer.alloc(0))).toEqual(await seen(given));
  });
  it.skipIf(type === 'image/gif')('is none when its end is missing', async () => {
    // of a GIF the frames that came are drawn
    const whole = (await redraw(await make()))?.bytes ?? Buffer.alloc(0);
    for (let length = 0; length < whole.length * 0.7; length += 7) expect(await redraw(whole.subarray(0, length))).toBeUndefined();
  });
  it('never ends the process, whichever bytes are changed', async () => {
    const whole = await make();
    const anyChanges = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(anyChanges, async (changes) => {
        const bytes = Buffer.from(whole);
        for (const [at, value] of changes) bytes[at % bytes.length] = value;
        expect((await redraw(bytes))?.bytes.includes(secret) ?? false).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});

it('a photo that lay on its side stands upright', async () => {
  expect(await redraw(await jpeg({ width: 8, height: 6, orientation: 6 }))).toMatchObject({ width: 6, height: 8 });
});

it.each([
  ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>')],
  ['TIFF', Buffer.from('49492a0008000000', 'hex')],
  ['HTML', Buffer.from('<!doctype html><p>Hello')],
  ['nothing', Buffer.alloc(0)],
  ['a PNG whose header was changed', Buffer.concat([png().subarray(0, 19), Buffer.from([9]), png().subarray(20)])],
  ['a PNG without a size', png({ width: 0 })],
  ['a PNG of 60 million pixels in few bytes', png({ width: 10_000, height: 6_000, extras: false })],
])('%s is no picture', async (_name, bytes) => expect(await redraw(bytes)).toBeUndefined());

it('no other decoder can be reached once one picture was drawn', async () => {
  await redraw(png());
  await expect(sharp(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>')).png().toBuffer()).rejects.toThrow(
    'unsupported image format',
  );
});

it('of many at once each is drawn', async () => {
  const drawn = await Promise.all(Array.from({ length: 12 }, (_, number) => redraw(png({ width: number + 1 }))));
  expect(drawn.map((each) => each?.width)).toEqual(Array.from({ length: 12 }, (_, number) => number + 1));
});

it('the first bytes say which it claims to be', () => {
  expect(pictureType(png())).toBe('image/png');
  expect(pictureType(Buffer.from('RIFF....WAVE'))).toBeUndefined();
});
