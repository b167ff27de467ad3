// What lies in a spool can be read by nobody else, and a ZIP that broke off is no ZIP.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { openSpool } from './spool.ts';
import { type Piece, zipStream } from './zip.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'parley-spool-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const mtime = new Date('2026-11-24T09:00:00Z');
async function* some(...pieces: (Piece | Error)[]): AsyncGenerator<Piece> {
  for (const piece of pieces) {
    if (piece instanceof Error) throw piece;
    yield piece;
  }
}

it('a spool gives back what was written, whatever its size, and has no name on the disk', async () => {
  const spool = await openSpool(folder);
  const large = Buffer.alloc(700_001, 'ü');
  for (const part of ['Ada', ' and Böris ', large, Buffer.alloc(0), 'x'.repeat(300_000), 'end']) await spool.write(part);
  const read: Buffer[] = [];
  for await (const piece of spool.read()) read.push(piece);
  expect(Buffer.concat(read).equals(Buffer.concat([Buffer.from('Ada and Böris '), large, Buffer.from(`${'x'.repeat(300_000)}end`)]))).toBe(
    true,
  );
  expect(Math.max(...read.map(({ length }) => length))).toBeLessThan(1 << 20);
  expect(readdirSync(folder)).toEqual([]);
  await spool.close();
  await spool.close();
});

it('a ZIP whose making fails ends with an error and without its directory, and says when it is over', async () => {
  const heard: string[] = [];
  const whole = await buffer(zipStream(some({ entry: 'a.txt', bytes: Buffer.from('Ada') }), { mtime, over: () => heard.push('whole') }));
  expect(whole.includes(Buffer.from('PK\x05\x06', 'latin1'))).toBe(true);
  const broken = zipStream(some({ entry: 'a.txt', bytes: Buffer.from('Ada') }, new Error('no more')), {
    mtime,
    over: () => heard.push('broken'),
  });
  const got: Buffer[] = [];
  broken.on('data', (piece: Buffer) => got.push(piece));
  await expect(new Promise((resolve, reject) => broken.once('error', reject).once('end', resolve))).rejects.toThrow('no more');
  expect(Buffer.concat(got).includes(Buffer.from('PK\x05\x06', 'latin1'))).toBe(false);
  expect(heard).toEqual(['whole', 'broken']);
});

it('whoever goes away stops what makes the ZIP', async () => {
  let asked = 0;
  async function* endless(): AsyncGenerator<Piece> {
    for (;;) {
      asked += 1;
      yield { entry: 'a.bin', bytes: Buffer.alloc(1 << 20, asked) };
    }
  }
  const stopped = Promise.withResolvers<void>();
  const stream = zipStream(endless(), { mtime, over: stopped.resolve });
  stream.once('data', () => stream.destroy());
  await stopped.promise;
  expect(asked).toBeLessThan(20);
});

it('a reader that stops is let go of, one that is slow is not, and nothing is done before somebody reads', async () => {
  let asked = 0;
  async function* endless(): AsyncGenerator<Piece> {
    for (;;) {
      asked += 1;
      yield { entry: 'a.bin', bytes: randomBytes(1 << 16) };
    }
  }
  const over = Promise.withResolvers<void>();
  const stream = zipStream(endless(), { mtime, idleMs: 600, over: over.resolve });
  await sleep(50);
  expect(asked).toBe(0);
  const failed = new Promise<Error>((resolve) => stream.once('error', resolve));
  for (let times = 0; times < 8; times += 1) {
    await sleep(90);
    expect(stream.read()?.length ?? 0).toBeGreaterThanOrEqual(0);
  }
  expect(stream.destroyed).toBe(false);
  expect(await failed).toMatchObject({ code: 'reader-stopped' });
  await over.promise;
});

it('a ZIP that nobody ever reads, since the commit before it failed, ends by itself and takes nothing with it', async () => {
  const over = Promise.withResolvers<void>();
  zipStream(some(new Error('its spool is closed')), { mtime, idleMs: 40, over: over.resolve });
  await over.promise;
});

it('a spool leaves room on the disk to all others, and clears away what was killed before it lost its name', async () => {
  await expect(openSpool(folder, { spareBytes: Number.MAX_SAFE_INTEGER })).rejects.toMatchObject({ code: 'not-ready' });
  const left = path.join(folder, 'left.spool');
  writeFileSync(left, 'sealed');
  utimesSync(left, 0, 0);
  await (await openSpool(folder)).close();
  expect(readdirSync(folder)).toEqual([]);
});
