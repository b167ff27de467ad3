// One suite for every place where a root key can lie, and what is particular to each.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { bind, newKey, wrapKey } from '#kit/seal';
import { type Cloud, openAws, openGcp } from '#test/clouds';
import { openVault, type Vault } from '#test/vault';
import { makeRoot, nameOfRoot, openRoot } from './open.ts';
import type { Root } from './root.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'parley-roots-'));
const bound = bind('workspace-key', 'wsp_one');
let vault: Vault;
let aws: Cloud;
let gcp: Cloud;
beforeAll(async () => {
  [vault, aws, gcp] = await Promise.all([openVault('parley', 'other'), openAws('parley', 'other'), openGcp('parley', 'other')]);
});
afterAll(async () => {
  for (const each of [vault, aws, gcp]) await each.stop();
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
  { place: 'AWS KMS', one: () => made(aws.address('parley')), other: () => made(aws.address('other')) },
  { place: 'Google Cloud KMS', one: () => made(gcp.address('parley')), other: () => made(gcp.address('other')) },
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
    const heard = vault.asked.flatMap(({ body }) => [
      body,
      ...body.split('"').map((part) => Buffer.from(part, 'base64').toString('latin1')),
    ]);
    expect(heard.join('\n')).not.toMatch(/wsp_|workspace/);
    expect(heard.join('\n')).toContain('associated_data');
    expect(said).toMatch(/Vault refuses encrypt/);
    expect(said).not.toMatch(/hvs\.|wsp_/);
  });
});

describe.each([
  { place: 'AWS KMS', cloud: () => aws },
  { place: 'Google Cloud KMS', cloud: () => gcp },
])('$place', ({ cloud }) => {
  it('is asked with signatures that were verified, and withholds a key that is disabled or not there', async () => {
    const root = made(cloud().address('parley'));
    const { bytes } = await root.wrap('workspace', bound, newKey());
    expect([cloud().forged(), cloud().asked.length > 0]).toEqual([0, true]);
    cloud().disable('parley', true);
    await expect(root.unwrap('workspace', bound, bytes)).rejects.toMatchObject({ code: 'ROOT_WITHHELD' });
    await expect(root.health()).rejects.toMatchObject({ code: 'ROOT_WITHHELD' });
    cloud().disable('parley', false);
    expect((await root.unwrap('workspace', bound, bytes)).symmetricKeySize).toBe(32);
    await expect(made(cloud().address('nobodys')).wrap('workspace', bound, newKey())).rejects.toMatchObject({ code: 'ROOT_WITHHELD' });
  });

  it('is unreachable when its certificate is not signed by the authority that is named, or nobody answers', async () => {
    const asked = cloud().asked.length;
    const address = cloud().address('parley');
    for (const other of [address.replace(/&ca=.*$/, ''), address.replace(/localhost:\d+/, 'localhost:1')])
      await expect(made(other).health(), other).rejects.toMatchObject({ code: 'ROOT_UNREACHABLE' });
    expect(cloud().asked.length).toBe(asked);
    expect(() => openRoot(folder, address.replace('parley?', 'parley?tls=off&'))).toThrow(/knows endpoint|knows credentials/);
    await expect(made(address.replace('https:', 'http:')).health()).rejects.toThrow(/begins with https/);
  });
});

it('Google’s client hands its token on to no redirect, and reads no answer without an end', async () => {
  const root = made(gcp.address('parley'));
  const asked = gcp.asked.length;
  for (const reply of [
    { status: 307, body: {}, headers: { location: '/v1/elsewhere' } },
    { status: 200, body: { name: 'x'.repeat(100_000), purpose: 'ENCRYPT_DECRYPT' } },
    { status: 503, body: {} },
  ]) {
    gcp.answersWith?.(reply);
    await expect(root.health(), `${reply.status}`).rejects.toMatchObject({ code: 'ROOT_UNREACHABLE' });
  }
  gcp.answersWith?.(undefined);
  expect(gcp.asked.length, 'one try each').toBe(asked + 3);
  expect(await root.health()).toMatchObject({ madeAt: new Date('2026-11-01T00:00:00Z') });
});

it('Google’s client that is given no token says so, and takes the key for neither changed nor withheld', async () => {
  const replies = [400, 403, 404];
  const signIn = createServer((_, response) => {
    response.writeHead(replies[0] as number, { 'content-type': 'application/json' }).end('{"error":"invalid_grant"}');
  });
  await new Promise<void>((resolve) => signIn.listen(0, '127.0.0.1', resolve));
  const [subject, file] = [path.join(folder, 'subject'), path.join(folder, 'federated.json')];
  writeFileSync(subject, 'a token of another house', { mode: 0o600 });
  const federated = {
    type: 'external_account',
    audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/parley/providers/example',
    subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
    token_url: `http://127.0.0.1:${(signIn.address() as AddressInfo).port}/token`,
    credential_source: { file: subject },
  };
  writeFileSync(file, JSON.stringify(federated), { mode: 0o600 });
  vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', file);
  vi.stubEnv('GOOGLE_CLOUD_PROJECT', 'lantern');
  const asked = gcp.asked.length;
  const root = made(gcp.address('parley').replace(/credentials=[^&]+&/, ''));
  for (; replies.length > 0; replies.shift())
    await expect(root.unwrap('workspace', bound, Buffer.from('sealed')), `${replies[0]}`).rejects.toMatchObject({
      code: 'ROOT_UNREACHABLE',
      message: 'Google gives no token for Google Cloud KMS',
    });
  vi.unstubAllEnvs();
  signIn.close();
  expect(gcp.asked.length).toBe(asked);
});

it('a forged signature is refused by both stand-ins, or they would prove nothing', async () => {
  const secret = process.env['AWS_SECRET_ACCESS_KEY'];
  process.env['AWS_SECRET_ACCESS_KEY'] = 'wrong';
  await expect(made(aws.address('parley')).health()).rejects.toMatchObject({ code: 'ROOT_WITHHELD' });
  process.env['AWS_SECRET_ACCESS_KEY'] = secret;
  expect(aws.forged()).toBe(1);
  const stranger = await openGcp();
  const credentials = /credentials=[^&]+/;
  const theirs = credentials.exec(stranger.address('x'))?.[0] ?? '';
  await expect(made(gcp.address('parley').replace(credentials, theirs)).health()).rejects.toMatchObject({ code: 'ROOT_WITHHELD' });
  expect(gcp.forged()).toBe(1);
  await stranger.stop();
});

it('addresses that are none are refused by words, and the files with token and certificate do not make another root', () => {
  for (const address of [
    's3://x',
    'vault+https://localhost/only',
    'vault+https://a:b@localhost/transit/x',
    'vault+https://localhost/transit/x?tls=off',
    'aws-kms:alias/parley',
    'gcp-kms:parley',
  ])
    expect(() => openRoot(folder, address), address).toThrow(/root key lies at|Vault address|address of this root|address in/);
  const [a, b] = [
    'vault+https://vault.example.com/transit/x?token=/a',
    'vault+https://vault.example.com/transit/x?token=/b&ca=/c',
  ] as const;
  expect(nameOfRoot(folder, a)).toBe(nameOfRoot(folder, b));
  expect(nameOfRoot(folder, a)).not.toBe(nameOfRoot(folder, a.replace('/x', '/y')));
});
