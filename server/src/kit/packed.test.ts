// Files deflated beforehand make a ZIP that others read, and one that broke off is none.
import { readdirSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { temporaryFolder } from '#test/folder';
import { unzipped } from '#test/unzip';
import { openPacking, type PackedEntry, packWhole, zipOfPacked } from './packed.ts';

const mtime = new Date('2026-11-24T09:00:00Z');
async function* some(...entries: (PackedEntry | Error)[]): AsyncGenerator<PackedEntry> {
  for (const entry of entries) {
    if (entry instanceof Error) throw entry;
    yield entry;
  }
}

it('two files that grow beside each other, an empty one and one from memory are read as they were written', async () => {
  const folder = temporaryFolder();
  const [page, data] = [await openPacking(folder), await openPacking(folder)];
  const lines = Array.from({ length: 60_000 }, (_, at) => `Line ${at} of Böris, ${(at * 7919) % 10_007}\n`);
  for (const line of lines) {
    const full = [page.write(line), data.write(JSON.stringify(line))];
    if (full[0] || full[1]) await Promise.all(full);
  }
  const empty = await openPacking(folder);
  const over: string[] = [];
  const stream = zipOfPacked(
    some(
      { name: 'index.html', ...(await page.end()) },
      { name: 'data/ü.json', ...(await data.end()) },
      { name: 'empty.txt', ...(await empty.end()) },
      { name: 'whole.txt', ...(await packWhole(Buffer.from('Ada'))) },
    ),
    { mtime, over: () => over.push('over') },
  );
  const files = unzipped(await buffer(stream));
  expect([...files.keys()]).toEqual(['index.html', 'data/ü.json', 'empty.txt', 'whole.txt']);
  expect(files.get('index.html')).toBe(lines.join(''));
  expect(files.get('data/ü.json')).toBe(lines.map((line) => JSON.stringify(line)).join(''));
  expect([files.get('empty.txt'), files.get('whole.txt'), ...over]).toEqual(['', 'Ada', 'over']);
  for (const each of [page, data, empty]) await each.close();
  expect(readdirSync(folder)).toEqual([]);
});

it('one whose making fails ends with the error and without its directory', async () => {
  const broken = zipOfPacked(some({ name: 'a.txt', ...(await packWhole(Buffer.from('Ada'))) }, new Error('no more')), { mtime });
  const got: Buffer[] = [];
  broken.on('data', (piece: Buffer) => got.push(piece));
  await expect(new Promise((resolve, reject) => broken.once('error', reject).once('end', resolve))).rejects.toThrow('no more');
  expect(Buffer.concat(got).includes(Buffer.from('PK\x05\x06', 'latin1'))).toBe(false);
});

it('readers that stop in the middle keep nobody else waiting, and give back what they held when they go away', async () => {
  const whole = await packWhole(Buffer.from('Ada'));
  async function* much(): AsyncGenerator<Buffer> {
    for (;;) yield Buffer.alloc(1 << 20, 1);
  }
  const stalled = Array.from({ length: 2 * navigator.hardwareConcurrency }, () => {
    const over = Promise.withResolvers<void>();
    const stream = zipOfPacked(some({ name: 'a.bin', size: 1 << 30, crc32: 1, bytes: much }), { mtime, over: over.resolve });
    return { stream, over: over.promise, begun: new Promise((resolve) => stream.once('readable', resolve)) };
  });
  await Promise.all(stalled.map(({ begun }) => begun));
  const files = unzipped(await buffer(zipOfPacked(some({ name: 'whole.txt', ...whole }), { mtime })));
  expect(files.get('whole.txt')).toBe('Ada');
  for (const { stream } of stalled) stream.destroy();
  await Promise.all(stalled.map(({ over }) => over));
});

it('whoever goes away stops what makes it', async () => {
  let asked = 0;
  async function* endless(): AsyncGenerator<Buffer> {
    for (;;) {
      asked += 1;
      yield Buffer.alloc(1 << 20, asked);
    }
  }
  const over = Promise.withResolvers<void>();
  const stream = zipOfPacked(some({ name: 'a.bin', size: 1 << 30, crc32: 1, bytes: endless }), { mtime, over: over.resolve });
  stream.once('data', () => stream.destroy());
  await over.promise;
  expect(asked).toBeLessThan(20);
});

it('a spool that fails while it is written is told to whoever writes', async () => {
  const packing = await openPacking(temporaryFolder());
  await packing.close();
  const written = async () => {
    for (let at = 0; at < 40; at += 1) await packing.write(`${Math.random()} `.repeat(40_000));
    await packing.end();
  };
  await expect(written()).rejects.toThrow();
});
