// What a start refuses: key files that others can read, and key files that do not belong to this database. A new key made in their place would look like a start
// that went well and leave everything sealed before unreadable.
import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#kit/ids';
import { append, sequence } from '#ledger';
import { type Ground, openGround } from '#test/ground';
import { createSubject } from './keys.ts';
import { makeRoot } from './roots/open.ts';

let ground: Ground;
let file: (name: string) => string;

beforeAll(async () => {
  ground = await openGround();
  file = (name) => path.join(ground.settings.keys, name);
  await ground.ctx(async (ctx) => {
    await createSubject(ctx, newId('per'));
    await append(ctx, { kind: 'test.done' });
    await sequence(ctx);
  });
});
afterAll(() => ground.stop());

const keyFiles = ['root.key', 'ledger.key', 'epochs/epoch-000001.key'];

describe('key files', () => {
  it('are made with mode 600, and hold no key of a subject or epoch in the clear', () => {
    for (const name of keyFiles) expect(statSync(file(name)).mode & 0o777, name).toBe(0o600);
    const root = Buffer.from(readFileSync(file('root.key'), 'utf8').trim().split(' ')[1] ?? '', 'base64');
    expect(root.length).toBe(32);
    expect(readFileSync(file('epochs/epoch-000001.key')).includes(root)).toBe(false);
    expect(readdirSync(ground.settings.keys).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it.each(keyFiles)('%s is refused when group or others can read it', async (name) => {
    for (const mode of [0o640, 0o604, 0o660, 0o644]) {
      chmodSync(file(name), mode);
      await expect(ground.node(), mode.toString(8)).rejects.toThrow(/can be read by others .*chmod 600/);
    }
    chmodSync(file(name), 0o400);
    await ground.node();
  });

  it.each(keyFiles)('%s is not made anew when it is missing and the database needs it', async (name) => {
    renameSync(file(name), file(`${name}.away`));
    await expect(ground.node()).rejects.toThrow(/put it back from its backup/);
    renameSync(file(`${name}.away`), file(name));
    await ground.node();
  });

  it('of another database are refused by name', async () => {
    renameSync(file('root.key'), file('root.key.away'));
    makeRoot(ground.settings.keys, 'file:root.key');
    await expect(ground.node()).rejects.toThrow('is not the root key of this database');
    writeFileSync(file('root.key'), 'nonsense\n');
    await expect(ground.node()).rejects.toThrow('is not a root key');
    renameSync(file('root.key.away'), file('root.key'));
  });

  it('are made by one of several nodes that start at once, and all use the same', async () => {
    const fresh = await openGround();
    rmSync(fresh.settings.keys, { recursive: true });
    mkdirSync(fresh.settings.keys, { mode: 0o700 });
    await Promise.all([fresh.node(), fresh.node(), fresh.node()]);
    expect(readdirSync(path.join(fresh.settings.keys, 'epochs'))).toEqual(['epoch-000001.key']);
    await fresh.stop();
  });
});
