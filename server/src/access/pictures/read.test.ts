import { expect, it } from 'vitest';
import { Problem } from '#kit/problem';
import { animated, jpeg, png, webp } from '#test/pictures';
import { readPicture } from './read.ts';

const refusal = async (bytes: Buffer): Promise<string> =>
  readPicture(bytes).then(
    ({ type }) => type,
    (error: unknown) => (error instanceof Problem ? error.code : 'crashed'),
  );

it('a company shows still pictures of three kinds', async () => {
  expect([await refusal(png()), await refusal(await jpeg()), await refusal(await webp())]).toEqual([
    'image/png',
    'image/jpeg',
    'image/webp',
  ]);
  for (const moving of ['gif', 'webp'] as const) expect(await refusal(await animated(moving))).toBe('unsupported-media');
  expect(await refusal(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe('unsupported-media');
});

it('a picture is too large: in pixels or in bytes', async () => {
  expect(await refusal(png({ width: 2000, height: 1 }))).toBe('image/png');
  expect(await refusal(png({ width: 2001, height: 1 }))).toBe('too-large');
  expect(await refusal(await jpeg({ height: 2001 }))).toBe('too-large');
  expect(await refusal(png({ noise: 512 * 1024 }))).toBe('too-large');
});
