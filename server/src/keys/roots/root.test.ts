// One suite for every place where a root key can lie, and what is particular to each.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bind, newKey, wrapKey } from '#kit/seal';
import { openVault, type Vault } from '#test/vault';
import { makeRoot, nameOfRoot, openRoot } from './open.ts';
import type { Root } from './root.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'parley-roots-'));
const bound = bind('workspace-key', 'wsp_one');
let vault: Vault;
beforeAll(async () => {
  vault = await openVault('parley', 'other');
});
afterAll(async () => {
  await vault.stop();
  rmSync(folder, { recursive: true, force: true });
});

const made = (address: string): Root => {
  makeRoot(folder, address);
  const root = openRoot(folder, address);
  if (root === undefined) throw new Error('no root');
  return root;
};
const places = [
  { place: 'a file', one: () => made('file:root.key'), other: () => made('file:root-2.key') },
  { place: 'Vault Transit', one: () => made(vault.address('parley')), other: () => made(vault.address('other')) },
];

describe.each(places)('a root key in $place', ({ one, other }) => {
  it('gives back what it wrapped, also when opened anew, and each wrap is another', async () => {
    const key = newKey();
    const [first, second] = [await one().wrap('workspace', bound, key), await one().wrap('workspace', bound, key)];
    expect(first.bytes.equals(second.bytes)).toBe(false);
    for (const { bytes } of [first, second]) {
      expect(bytes.includes(key.export())).toBe(false);
      expect((await one().unwrap('workspace', bound, bytes)).equals(key)).toBe(true);
    }
  });

  it('opens nothing for another use, another place or another root, and nothing that was changed', async () => {
    const { bytes } = await one().wrap('workspace', bound, newKey());
    const not = 'does not open';
    await expect(one().unwrap('epoch', bound, bytes)).rejects.toThrow(not);
    await expect(one().unwrap('workspace', bind('workspace-key', 'wsp_two'), bytes)).rejects.toThrow(not);
    await expect(other().unwrap('workspace', bound, bytes)).rejects.toThrow(not);
    const changed = Buffer.from(bytes);
    const at = changed.length - 8; // within the tag, and a letter stays a letter
    changed[at] = changed[at] === 65 ? 66 : 65;
    await expect(one().unwrap('workspace', bound, changed)).rejects.toThrow(not);
  });

  it('knows its own wraps by their id, which is the one its health names, and says nothing else', async () => {
    const { rootId } = await one().wrap('workspace', bound, newKey());
    const health = await one().health();
    expect(health.rootId).toBe(rootId);
    expect(health.madeAt).toBeInstanceOf(Date);
    expect(one().owns(rootId)).toBe(true);
    expect(other().owns(rootId)).toBe(false);
    expect(rootId).toMatch(/^[a-z0-9:]{16,60}$/);
  });
});

it('a file keeps the form in which everything was wrapped before there was a choice', async () => {
  const root = made('file:root.key');
  const key = newKey();
  const before = wrapKey(root.derive?.('workspace') ?? newKey(), bound, key);
  expect((await root.unwrap('workspace', bound, before)).equals(key)).toBe(true);
});

describe('Vault', () => {
  it('wraps by its newest version, opens the older ones, and no version it does not allow any more', async () => {
    vault.makeKey('turning');
    const root = made(vault.address('turning'));
    const key = newKey();
    const first = await root.wrap('workspace', bound, key);
    vault.rotate('turning');
    const second = await root.wrap('workspace', bound, key);
    expect([first.rootId, second.rootId].map((id) => id.split(':').at(-1))).toEqual(['v1', 'v2']);
    expect((await root.health()).rootId).toBe(second.rootId);
    for (const { bytes } of [first, second]) expect((await root.unwrap('workspace', bound, bytes)).equals(key)).toBe(true);
    vault.allowFrom('turning', 2);
    await expect(root.unwrap('workspace', bound, first.bytes)).rejects.toMatchObject({ code: 'ROOT_WITHHELD' });
    const tooNew = Buffer.from(second.bytes.toString('utf8').replace('vault:v2:', 'vault:v9:'));
    await expect(root.unwrap('workspace', bound, tooNew)).rejects.toMatchObject({ code: 'ROOT_WITHHELD' });
  });

  it('is told apart in words: a wrong token, no token, a key that is gone, sealed, not there', async () => {
    const root = made(vault.address());
    const { bytes } = await root.wrap('workspace', bound, newKey());
    const wrong = path.join(folder, 'wrong-token');
    writeFileSync(wrong, 'hvs.wrong', { mode: 0o600 });
    const token = path.join(vault.folder, 'token');
    const trial = (address: string) => made(address).unwrap('workspace', bound, bytes);
    await expect(trial(vault.address().replace(token, wrong))).rejects.toMatchObject({ code: 'ROOT_WITHHELD' });
    await expect(trial(vault.address().replace(token, path.join(folder, 'none')))).rejects.toThrow(/no token for Vault/);
    writeFileSync(wrong, 'hvs.wrong', { mode: 0o600 });
    await expect(made(vault.address('nobodys')).wrap('workspace', bound, newKey())).rejects.toMatchObject({ code: 'ROOT_WITHHELD' });
    await expect(made(vault.address('nobodys')).health()).rejects.toThrow(/holds no key/);
    vault.seal(true);
    await expect(trial(vault.address())).rejects.toMatchObject({ code: 'ROOT_UNREACHABLE' });
    vault.seal(false);
    await expect(trial(vault.address().replace(/:\d+\//, ':1/'))).rejects.toMatchObject({ code: 'ROOT_UNREACHABLE' });
    expect((await trial(vault.address())).symmetricKeySize).toBe(32);
  });

  it('is not spoken to when its certificate is not signed by the authority that is named, or over plain HTTP', async () => {
    const stranger = await openVault();
    const ca = (of: Vault) => path.join(of.folder, 'ca.pem');
    const asked = vault.asked.length;
    for (const address of [vault.address().replace(ca(vault), ca(stranger)), vault.address().replace(/&ca=.*$/, '')])
      await expect(made(address).health()).rejects.toMatchObject({ code: 'ROOT_UNREACHABLE' });
    expect(vault.asked.length).toBe(asked);
    await stranger.stop();
    expect(() => openRoot(folder, vault.address().replace('https', 'http'))).toThrow(/vault\+https/);
  });

  it('hears neither the id of a company nor what a key is for, and its refusals hold no token', async () => {
    const root = made(vault.address());
    vault.revoke(true);
    const said = await root.wrap('workspace', bound, newKey()).catch((error: Error) => error.message);
    vault.revoke(false);
    const heard = vault.asked.flatMap(({ body }) => [body, ...body.split('"').map((part) => Buffer.from(part, 'base64').toString('latin1'))]);
    expect(heard.join('\n')).not.toMatch(/wsp_|workspace/);
    expect(heard.join('\n')).toContain('associated_data');
    expect(said).toMatch(/Vault refuses encrypt/);
    expect(said).not.toMatch(/hvs\.|wsp_/);
  });
});

it('addresses that are none are refused by words, and the files with token and certificate do not make another root', () => {
  for (const address of [
    's3://x',
    'vault+https://localhost/only',
    'vault+https://a:b@localhost/transit/x',
    'vault+https://localhost/transit/x?tls=off',
  ])
    expect(() => openRoot(folder, address), address).toThrow(/root key lies at|Vault address/);
  const [a, b] = [
    'vault+https://vault.example.com/transit/x?token=/a',
    'vault+https://vault.example.com/transit/x?token=/b&ca=/c',
  ] as const;
  expect(nameOfRoot(folder, a)).toBe(nameOfRoot(folder, b));
  expect(nameOfRoot(folder, a)).not.toBe(nameOfRoot(folder, a.replace('/x', '/y')));
});
