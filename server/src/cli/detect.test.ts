// `parley detect`: the places it prints are those of the whole text, however the bytes come in, and it ends as a command should.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { Writable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { detectIn } from './detect.ts';

type Line = { start: number; end: number; type: string; score: number };
const partSize = 262_144;
const cli = path.join(import.meta.dirname, '../cli.ts');
async function run(input: Buffer | string, ...args: string[]) {
  const child = spawn(process.execPath, [cli, 'detect', ...args], { stdio: 'pipe' });
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr, code] = await Promise.all([textOf(child.stdout), textOf(child.stderr), ended]);
  return { code, stdout, stderr };
}

/** What is written while these bytes come in, and how it ends. */
async function reading(chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>, ...args: string[]) {
  const [written, said]: [string[], string[]] = [[], []];
  const into = (list: string[]) =>
    new Writable({
      write(piece: Buffer, _encoding, done) {
        list.push(piece.toString());
        done();
      },
    });
  async function* input() {
    yield* chunks;
  }
  const code = await detectIn(args, input(), { out: into(written), errors: into(said) });
  const lines = written.join('').split('\n').filter(Boolean);
  return { code, spans: lines.map((line) => JSON.parse(line) as Line), said: said.join(''), written };
}

const inChunks = (text: string, size: number) => {
  const bytes = Buffer.from(text);
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size));
};
const placesIn = (text: string, spans: readonly Line[]) => spans.map(({ start, end, type }) => [type, text.slice(start, end)]);

test('as a process: one line of JSON for each place and 0, never a value; what is not UTF-8 gives words and 1', {
  timeout: 60_000,
}, async () => {
  const [{ code, stdout, stderr }, broken] = await Promise.all([
    run('Please write to ada@example.com or call +1 555 0100.\n', '--language', 'en'),
    run(Buffer.concat([Buffer.from('ada@example.com '), Buffer.of(0xff, 0xfe)])),
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const lines = stdout.trim().split('\n');
  expect(lines.map((line) => JSON.parse(line) as Line)).toEqual([
    { start: 16, end: 31, type: 'email', score: expect.any(Number) },
    { start: 40, end: 51, type: 'phone', score: expect.any(Number) },
  ]);
  expect(stdout).not.toMatch(/ada|0100/);
  expect(broken).toEqual({ code: 1, stdout: '', stderr: expect.stringMatching(/not UTF-8 .*convert it first/) });
});

test('nothing in gives nothing and 0, wrong arguments give 2', async () => {
  expect(await reading([])).toMatchObject({ code: 0, spans: [], said: '' });
  expect(await reading([Buffer.alloc(0)])).toMatchObject({ code: 0, spans: [], said: '' });
  expect(await reading([], '--language', 'German')).toMatchObject({ code: 2, said: expect.stringContaining('two small letters') });
  await expect(reading([], '--loud')).rejects.toThrow(/--loud/); // which the command line answers with 2
});

test('offsets count UTF-16: two for what lies beyond the first plane, one for each combining mark and for a mark of byte order', async () => {
  const text = '\ufeff💡💡 Zoe\u0308 und é 👩‍👩‍👧 schreibt an zoe@example.com, bitte 💡';
  const { code, spans } = await reading([Buffer.from(text)]);
  expect(code).toBe(0);
  const mail = text.indexOf('zoe@');
  expect(mail).not.toBe([...text].join('').normalize('NFC').indexOf('zoe@'));
  expect(spans.filter(({ type }) => type === 'email')).toEqual([{ start: mail, end: mail + 15, type: 'email', score: expect.any(Number) }]);
});

test('bytes may come one by one, cut within a letter: the same places', async () => {
  const text = 'Grüße 💡 an ada@example.com; ruft +1 555 0100 an, Größe „viel“.';
  const whole = await reading([Buffer.from(text)]);
  expect(placesIn(text, whole.spans)).toEqual([
    ['email', 'ada@example.com'],
    ['phone', '+1 555 0100'],
  ]);
  for (const size of [1, 3, 7]) expect((await reading(inChunks(text, size))).spans).toEqual(whole.spans);
});

test('what lies across a seam of what is looked at together is found once and whole, wherever it lies', { timeout: 60_000 }, async () => {
  const cases = [
    ['+1 555 0100', 'phone', 32_768, [2, 5, 9]],
    ['ada@example.com', 'email', 32_768, [4]],
    ['+1 555 0100', 'phone', partSize, [4]],
  ] as const;
  for (const [value, type, seam, cuts] of cases)
    for (const before of cuts) {
      const text = `${'word '.repeat(seam).slice(0, seam - before - 6)} call ${value} ${'word '.repeat(seam / 4)}`;
      const { spans } = await reading(inChunks(text, 65_536), '--language', 'en');
      expect(placesIn(text, spans), `${value}, ${before} before ${seam}`).toEqual([[type, value]]);
    }
});

test('what follows a cue on the other side of a seam is found by it', { timeout: 60_000 }, async () => {
  for (const seam of [32_768, partSize]) {
    const head = `${'word '.repeat(seam).slice(0, seam - 12)}\nPassword:\n`;
    const text = `${head}hunter22Xy\n${'word '.repeat(seam / 4)}`;
    const { spans } = await reading(inChunks(text, 65_536), '--language', 'en');
    expect(placesIn(text, spans), `${seam}`).toEqual([['password', 'hunter22Xy']]);
  }
});

test('a cut-off letter at the end, and a broken byte far within, are said, with what was found before', { timeout: 60_000 }, async () => {
  expect(await reading([Buffer.from('Größe').subarray(0, 3)])).toMatchObject({
    code: 1,
    spans: [],
    said: expect.stringContaining('not UTF-8'),
  });
  const first = `${'x'.repeat(1000)} ada@example.com `.repeat(620); // more than is held
  const { code, spans, said } = await reading([...inChunks(first, 65_536), Buffer.of(0xc3, 0x28)]);
  expect([code, spans.length > 0, said]).toEqual([1, true, expect.stringContaining(`after ${first.length} bytes`)]);
});

test('a line without an end is not kept: its places are written while it comes in', async () => {
  const piece = `${'x'.repeat(1000)} ada@example.com `;
  const chunk = Buffer.from(piece.repeat(64));
  let [read, seen, most] = [0, 0, 0];
  const out = new Writable({
    write(lines: Buffer, _encoding, done) {
      const last = lines.toString().trim().split('\n').at(-1);
      if (last) seen = (JSON.parse(last) as Line).end;
      done();
    },
  });
  async function* endless() {
    for (let n = 0; n < 24; n += 1) {
      read += chunk.length;
      most = Math.max(most, read - seen);
      yield chunk;
    }
  }
  expect(await detectIn([], endless(), { out })).toBe(0);
  expect(read).toBeGreaterThan(5 * partSize);
  expect(most, 'units that were read and not looked at').toBeLessThan(2 * partSize + 2 * chunk.length + piece.length);
  expect(seen).toBe(read - 1);
});
