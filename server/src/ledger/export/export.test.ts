// An export against the small program that goes with it and shares no code with us: it must accept what we wrote, and refuse whatever somebody did to it.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId, type WorkspaceId } from '#kit/ids';
import { appendMany, checkpoint, exportLedger, forgetPayloads, list, sequence } from '#ledger';
import { type Ground, openGround } from '#test/ground';
import { signFiles } from './export.ts';

type Verify = (folder: string, keys?: { key?: string; witnesses?: string[] }) => Record<string, unknown>;
const program = path.join(import.meta.dirname, 'verify.mjs');
const [ada, boris] = [newId('per'), newId('per')];
let ground: Ground;
let home: string;
let whole: string;
let folder: string;
let key: string;
let workspace: WorkspaceId;
let verifyFolder: Verify;

/** A ledger of 300 entries about boris and four about ada, who was erased; exported. */
beforeAll(async () => {
  ground = await openGround({ keys: false });
  workspace = newId('wsp');
  const who = { workspace };
  const about = (subject: typeof ada, count: number) =>
    ground.ctx(
      (ctx) =>
        appendMany(
          ctx,
          Array.from({ length: count }, (_, n) => ({ kind: 'data.revealed', subject, facts: { n } })),
        ),
      who,
    );
  await about(boris, 150);
  await about(ada, 4);
  await about(boris, 150);
  await ground.ctx(sequence, who);
  expect(await ground.ctx((ctx) => forgetPayloads(ctx, [ada]), who)).toBe(4);
  home = mkdtempSync(path.join(tmpdir(), 'parley-export-'));
  whole = path.join(home, 'whole');
  await exportLedger(ground.tools, workspace, whole);
  ({ key } = await ground.ctx(checkpoint, who));
  ({ verifyFolder } = (await import(program)) as { verifyFolder: Verify });
});
afterAll(async () => {
  rmSync(home, { recursive: true, force: true });
  await ground.stop();
});
beforeEach(() => {
  folder = path.join(home, 'copy');
  rmSync(folder, { recursive: true, force: true });
  cpSync(whole, folder, { recursive: true });
});

const files = () => globSync('**/*', { cwd: folder }).filter((name) => statSync(path.join(folder, name)).isFile());
const read = (name: string) => readFileSync(path.join(folder, name));
const change = (name: string, how: (text: string) => string) =>
  writeFileSync(path.join(folder, name), how(read(name).toString('latin1')), 'latin1');
const lineOf = (name: string, at: number) => (text: string) => text.split('\n')[at] ?? `${name} has no line ${at}`;
/** What somebody can do who has the signing key: a new list over what lies there now. */
const signAgain = () =>
  ground.ctx(
    async (ctx) => {
      const hashes = new Map(
        files()
          .filter((name) => name !== 'files')
          .map((name) => [name, createHash('sha256').update(read(name)).digest('hex')]),
      );
      writeFileSync(path.join(folder, 'files'), await signFiles(ctx, hashes));
    },
    { workspace },
  );
const run = (...args: string[]) => {
  try {
    return { code: 0, says: execFileSync('node', [path.join(folder, 'verify.mjs'), ...args], { encoding: 'utf8' }) };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return { code: status, says: stdout };
  }
};

describe('an export', () => {
  it('holds, and says what it holds', async () => {
    expect(verifyFolder(folder, { key })).toMatchObject({ origin: `parley/${workspace}`, size: 305, shown: 301, erased: 4 });
    expect(files().sort()).toEqual([
      'README.txt',
      'checkpoint',
      'files',
      'key',
      'payload/000',
      'payload/001.p/49',
      'tile/0/000',
      'tile/0/001.p/49',
      'tile/1/000.p/1',
      'tile/entries/000',
      'tile/entries/001.p/49',
      'verify-certificate.mjs',
      'verify.mjs',
    ]);
    expect(
      globSync('payload/**', { cwd: folder }).some((name) => statSync(path.join(folder, name)).isFile() && read(name).includes(ada)),
    ).toBe(false);
    const { items } = await ground.ctx((ctx) => list(ctx, { limit: 1, kind: 'ledger.exported' }), { workspace });
    expect(items[0]?.facts).toEqual({ size: 305 });
  });

  it('is verified by the program that lies in it, run by itself', () => {
    expect(run(folder, key)).toEqual({ code: 0, says: expect.stringContaining('HOLDS, 305 entries') });
    expect(run(folder).says).toContain('compare it with the one you got elsewhere');
    expect(readFileSync(program, 'utf8').match(/from '([^']+)'/g)).toEqual([
      "from 'node:crypto'",
      "from 'node:fs'",
      "from 'node:path'",
      "from 'node:url'",
      "from './verify-certificate.mjs'",
    ]);
    change('checkpoint', (text) => text.replace('305', '304'));
    expect(run(folder, key)).toEqual({ code: 1, says: expect.stringMatching(/^DOES NOT HOLD: /) });
    expect(run(home)).toEqual({ code: 1, says: expect.stringContaining('no export in this folder') });
  });

  it('is refused after one bit was changed in any of its files', () => {
    for (const name of files()) {
      const bytes = read(name);
      for (let step = 0; step < 24; step += 1) {
        const at = Math.floor((step * (bytes.length - 1)) / 23);
        const changed = Buffer.from(bytes);
        changed.writeUInt8(changed.readUInt8(at) ^ (1 << (step % 8)), at);
        writeFileSync(path.join(folder, name), changed);
        expect(() => verifyFolder(folder), `${name}, bit ${step % 8} of byte ${at}`).toThrow();
      }
      writeFileSync(path.join(folder, name), bytes);
    }
    expect(verifyFolder(folder)).toMatchObject({ size: 305 });
  });

  it('is refused when a file is cut off, empty, missing or too many', () => {
    for (const name of files()) {
      const bytes = read(name);
      for (const left of [0, Math.floor(bytes.length / 2), bytes.length - 1]) {
        writeFileSync(path.join(folder, name), bytes.subarray(0, left));
        expect(() => verifyFolder(folder), `${left} bytes of ${name}`).toThrow();
      }
      rmSync(path.join(folder, name));
      expect(() => verifyFolder(folder), `no ${name}`).toThrow();
      writeFileSync(path.join(folder, name), bytes);
    }
    writeFileSync(path.join(folder, 'tile/0/002'), '');
    expect(() => verifyFolder(folder)).toThrow('tile/0/002 is not in the list');
  });

  it('is refused under another key than the one the reader has', async () => {
    const other = await ground.ctx(checkpoint, { workspace: newId('wsp') });
    expect(() => verifyFolder(folder, { key: other.key })).toThrow('another key');
    expect(() => verifyFolder(folder, { key, witnesses: ['not a key'] })).toThrow('a key cannot be read');
  });

  it('goes into a new folder only, and leaves an old one as it is', async () => {
    await expect(exportLedger(ground.tools, workspace, whole)).rejects.toThrow('EEXIST');
    expect(verifyFolder(whole)).toMatchObject({ size: 305 });
  });
});

describe('whoever has the signing key and lists the files anew', () => {
  const tampering: [string, () => void, string][] = [
    ['changes a payload', () => change('payload/000', (text) => text.replace('"n":7}', '"n":8}')), 'the payload of entry 7 was changed'],
    ['leaves out a payload', () => change('payload/000', (text) => text.replace(/^.*$/m, 'null')), 'the payload of entry 0 is missing'],
    [
      'leaves out the signed erasure',
      () => change('payload/001.p/49', (text) => text.replace(/^.*"signature".*$/m, 'null')),
      'the payload of entry 150 is missing',
    ],
    [
      'names other positions in the erasure',
      () => change('payload/001.p/49', (text) => text.replace('"positions":"150-153"', '"positions":"0-153"')),
      'the payload of entry 304 was changed',
    ],
    [
      'adds a second value to a payload',
      () => change('payload/000', (text) => text.replace('"n":7}', '"n":8,"n":7}')),
      'not written as it must be',
    ],
    [
      'swaps two payloads',
      () =>
        change('payload/000', (text) =>
          text.split('\n').with(0, lineOf('payload/000', 1)(text)).with(1, lineOf('payload/000', 0)(text)).join('\n'),
        ),
      'the payload of entry 0 was changed',
    ],
    [
      'changes an entry',
      () => change('tile/entries/000', (text) => text.replace('data.revealed', 'data.refereed')),
      'tile/0/000 does not follow',
    ],
    [
      'drops the last payload',
      () => change('payload/001.p/49', (text) => text.trimEnd().replace(/\n.*$/, '\n')),
      'one line for each entry',
    ],
    ['adds a file', () => writeFileSync(path.join(folder, 'more'), ''), 'more does not belong to an export'],
    [
      'tells another size',
      () => change('checkpoint', (text) => text.replace('\n305\n', '\n256\n')),
      'a signature of the ledger does not hold',
    ],
  ];
  it.each(tampering)('and %s is found out', async (_, tamper, because) => {
    tamper();
    await signAgain();
    expect(() => verifyFolder(folder)).toThrow(because);
  });

  it('and shows an older checkpoint over newer entries is found out', async () => {
    const [older] = await ground.admin<{ note: string }>('SELECT note FROM ledger_checkpoints WHERE workspace_id = $1 AND size = 304', [
      workspace,
    ]);
    writeFileSync(path.join(folder, 'checkpoint'), older?.note ?? '');
    await signAgain();
    expect(() => verifyFolder(folder)).toThrow(); // pieces of 304 entries are not there
  });
});

it('a ledger that does not hold is not exported', async () => {
  const damaged = newId('wsp');
  const [first] = await ground.ctx((ctx) => appendMany(ctx, [{ kind: 'test.done' }, { kind: 'test.done' }]), { workspace: damaged });
  await ground.admin('DELETE FROM ledger_payloads WHERE entry_id = $1', [first]);
  const target = path.join(home, 'damaged');
  await expect(exportLedger(ground.tools, damaged, target)).rejects.toThrow('the payload of entry 0 is missing');
  expect(globSync('*', { cwd: home })).not.toContain('damaged');
});
