import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { detectIn } from './detect.ts';
import { readKnown } from './known-names.ts';

afterEach(() => vi.restoreAllMocks());
const file = (content: string | Buffer): string => {
  const made = path.join(mkdtempSync(path.join(tmpdir(), 'parley-known-')), 'names.txt');
  writeFileSync(made, content);
  return made;
};
async function run(args: string[], text: string) {
  const [out, err] = [[] as string[], [] as string[]];
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => out.push(String(line)) > 0);
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => err.push(String(line)) > 0);
  const code = await detectIn(
    args,
    (async function* () {
      yield Buffer.from(text);
    })(),
  );
  vi.restoreAllMocks();
  return { code, out: out.join(''), err: err.join('') };
}

it('`--known` finds the names of a file wherever they stand, and prints places alone', async () => {
  const text = 'then zyx qwert paid, QWERT too';
  expect((await run([], text)).out).toBe('');
  const { code, out } = await run(['--known', file('\ufeffZyx Qwert\r\n\n Ada \n')], text);
  expect([code, out]).toEqual([0, '{"start":5,"end":14,"type":"name","score":1}\n{"start":21,"end":26,"type":"name","score":1}\n']);
});

it.each([
  ['Ada\n12345\n', /line 2 is no name/],
  [`Ada\n${'x'.repeat(201)}`, /line 2 is no name/],
  [Buffer.from([0x41, 0xff, 0x41]), /not UTF-8/],
  ['Ada\n'.repeat(20_001), /more than 20000/],
  [Buffer.alloc(1_048_577, 'Ada\n'), /larger than 1 MB/],
])('a file that cannot be used is said to be so, without a word of it (%#)', async (content, because) => {
  const { code, out, err } = await run(['--known', file(content)], 'Ada');
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(because);
  expect(err).not.toMatch(/Ada|12345|xxx/);
});

it('what is no file, or has no end, is refused', async () => {
  expect(await readKnown(path.join(tmpdir(), 'parley-no-such-file'))).toEqual({ because: '--known: the file cannot be read (ENOENT)' });
  expect(await readKnown(tmpdir())).toMatchObject({ because: expect.stringMatching(/EISDIR/) });
  expect(await readKnown('/dev/zero')).toMatchObject({ because: expect.stringMatching(/1 MB/) });
});
