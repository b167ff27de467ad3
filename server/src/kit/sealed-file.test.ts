import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { newKey } from './seal.ts';
import { createSealedFile, readHead, readSealedFile } from './sealed-file.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'parley-sealed-'));
const file = path.join(folder, 'file');
const key = newKey();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function write(name: string, records: readonly string[]): Promise<void> {
  const out = await createSealedFile(name, key, { kind: 'test' });
  for (const text of records) await out.write({ text: text.length }, Buffer.from(text));
  await out.finish({ end: true });
}

async function read(name: string, under = key): Promise<string[]> {
  const texts: string[] = [];
  for await (const { bytes } of readSealedFile(name, under)) texts.push(bytes.toString());
  return texts;
}

/** The file cut into what stands before the frames, and the frames. */
function framesOf(bytes: Buffer): { before: Buffer; frames: Buffer[] } {
  let at = 16 + 4 + bytes.readUInt32BE(16);
  const before = bytes.subarray(0, at);
  const frames: Buffer[] = [];
  while (at < bytes.length) {
    const length = 4 + bytes.readUInt32BE(at);
    frames.push(bytes.subarray(at, at + length));
    at += length;
  }
  return { before, frames };
}

it('gives back what was written, in order, and its head to everybody', async () => {
  await write(file, ['one', '', 'three']);
  expect(await read(file)).toEqual(['one', '', 'three', '']);
  expect(await readHead(file)).toEqual({ kind: 'test' });
  await expect(write(file, [])).rejects.toThrow('EEXIST');
});

it('does not open under another key, or with another head', async () => {
  await expect(read(file, newKey())).rejects.toThrow('does not open');
  const changed = Buffer.from(readFileSync(file));
  changed.write('tast', changed.indexOf('test'));
  writeFileSync(path.join(folder, 'head'), changed);
  await expect(read(path.join(folder, 'head'))).rejects.toThrow('does not open');
});

it.each([
  ['left out', ([a, , ...more]: Buffer[]) => [a, ...more]],
  ['moved', ([a, b, ...more]: Buffer[]) => [b, a, ...more]],
  ['repeated', ([a, ...more]: Buffer[]) => [a, a, ...more]],
  ['missing at the end', (frames: Buffer[]) => frames.slice(0, -1)],
])('notices a frame that was %s', async (name, bend) => {
  const { before, frames } = framesOf(readFileSync(file));
  const bent = path.join(folder, name);
  writeFileSync(bent, Buffer.concat([before, ...(bend(frames) as Buffer[])]));
  await expect(read(bent)).rejects.toThrow('does not open');
});

it('notices a file that stops within a frame, or is none of ours', async () => {
  const short = path.join(folder, 'short');
  writeFileSync(short, readFileSync(file).subarray(0, -3));
  await expect(read(short)).rejects.toThrow('cut off');
  writeFileSync(short, 'PK and something else that is long enough');
  await expect(readHead(short)).rejects.toThrow('not a sealed file');
});
