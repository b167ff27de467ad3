// The root key moves from its file to Vault while customers write: by the operator's command, beside the Parley that runs. Afterwards the file is gone and a start
// without it works; with Vault away it does not, and says so.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { publicRoutes, visitorRoutes } from '@parley/contract/routes';
import { createClient } from '@parley/sdk';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorkspace } from '#access';
import { readConfig } from '#kit/config';
import { verifyLedger } from '#ledger';
import { eventually, openHouse } from '#test/house';
import { openVault, type Vault } from '#test/vault';
import { startParley } from '../src/main.ts';

const cli = path.join(import.meta.dirname, '../src/cli.ts');
let vault: Vault;
let house: Awaited<ReturnType<typeof openHouse>>;
let environment: Record<string, string>;
beforeAll(async () => {
  vault = await openVault('parley', 'own');
  house = await openHouse();
  environment = {
    PORT: '0',
    PARLEY_SMTP_PORT: '0',
    PARLEY_POOL: '4',
    PARLEY_DATA: house.folder,
    PARLEY_CONFIG: path.join(house.folder, 'none.json'),
    DATABASE_URL: house.adminUrl,
  };
});
afterAll(async () => {
  await house.stop();
  await vault.stop();
});

async function parley(...args: string[]): Promise<{ code: number; out: string; said: string }> {
  const running = promisify(execFile)(process.execPath, [cli, ...args], { env: { ...process.env, ...environment } });
  return running.then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, said: stderr }),
    (failed: { code: number; stdout: string; stderr: string }) => ({ code: failed.code, out: failed.stdout, said: failed.stderr }),
  );
}

async function visit(): Promise<string> {
  const staff = await house.staffClient();
  await staff.call('changeWorkspace', {
    body: { address: 'Musterweg 1, Berlin', contactEmail: 'hello@example.org', dpoContact: 'dpo@example.org', authority: 'BlnBDI' },
  });
  await staff.call('publishNotice', { body: {} });
  const key = await eventually(
    'the widget',
    async () => (await staff.call('listChannels')).items.flatMap((each) => each.snippet?.match(/data-key="([^"]+)"/)?.[1] ?? [])[0],
  );
  const open = house.publicClient();
  const { notice } = await open.call('readWidget', { params: { key } });
  const body = { language: 'en', noticeId: notice.id, noticeHash: notice.hash } as const;
  return (await open.call('startVisit', { params: { key }, body })).token;
}

/** Writes line after line until `until` is settled; gives the lines that were acknowledged. */
async function writeUntil(token: string, until: Promise<unknown>): Promise<string[]> {
  const client = house.visitorClient(token);
  const lines: string[] = [];
  let isOver = false;
  const over = until.finally(() => {
    isOver = true;
  });
  while (!isOver || lines.length < 5) {
    const text = `line ${lines.length + 1} about the amber lamp`;
    await client.call('addVisitMessage', { body: { clientId: `line-of-ada-${lines.length + 1}`, text } });
    lines.push(text);
    await sleep(800); // a visitor may write so often and no more
  }
  await over;
  return lines;
}

async function linesAt(url: string, token: string): Promise<string[]> {
  const client = createClient({ routes: visitorRoutes, baseUrl: url, token: () => token });
  return (await client.call('listVisitMessages', { query: {} })).items.map((message) => message.text);
}

it('moves while chats go on, and then the file is needed by nobody', { timeout: 240_000 }, async () => {
  const token = await visit();
  const moving = parley('keys', 'move-root', '--to', vault.address(), '--destroy-old', '--json');
  const lines = await writeUntil(token, moving);
  const { code, out, said } = await moving;
  expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining('re-wrapped 3 of 3') });
  const rootFile = path.join(house.folder, 'keys', 'root.key');
  expect(JSON.parse(out)).toMatchObject({ address: vault.address(), rewrapped: 3, destroyed: [rootFile] });
  expect(existsSync(rootFile)).toBe(false);
  expect(lines.length).toBeGreaterThan(4);
  expect(await linesAt(house.url, token)).toEqual(lines);

  const other = await startParley(readConfig(environment), { writeLog: () => undefined });
  expect(await linesAt(other.url, token)).toEqual(lines); // the token and the words, without the file
  await createClient({ routes: visitorRoutes, baseUrl: other.url, token: () => token }).call('addVisitMessage', {
    body: { clientId: 'line-after-all', text: 'written without the file' },
  });
  expect((await linesAt(house.url, token)).at(-1)).toBe('written without the file');
  expect((await verifyLedger(other.tools)).ok).toBe(true);
  await other.stop();
});

it('status says where each level is and how old; with Vault away a start says so, and nothing is made in its place', {
  timeout: 240_000,
}, async () => {
  const { out } = await parley('keys', 'status');
  expect(out).toMatch(
    /^root +vault\+https:\/\/localhost:\d+\/transit\/parley \(vault:[0-9a-f]{16}:v1\), since 2026-11-01 00:00; 0 keys wait/m,
  );
  expect(out).toMatch(/^workspace +wsp_\w+ version 0, since .* keys of \d+ people, 0 wait$/m);
  expect(out).toMatch(/^epoch +1, since/m);
  vault.seal(true);
  const before = readdirSync(path.join(house.folder, 'keys')).filter((name) => !name.startsWith('in-use'));
  const { code, said } = await parley('keys', 'status');
  vault.seal(false);
  expect({ code, said }).toMatchObject({ code: 1, said: expect.stringMatching(/Vault at localhost.* sealed/) });
  expect(readdirSync(path.join(house.folder, 'keys')).filter((name) => !name.startsWith('in-use'))).toEqual(before);
});

it('everything is sealed anew by one command while a customer writes, and everybody reads on', { timeout: 240_000 }, async () => {
  const token = await visit();
  const sealing = parley('keys', 're-encrypt', '--json');
  const lines = await writeUntil(token, sealing);
  const { code, out, said } = await sealing;
  expect({ code, said }).toMatchObject({
    code: 0,
    said: expect.stringMatching(/wsp_\w+: done; \d+ new keys, \d+ values sealed anew so far/),
  });
  expect(JSON.parse(out)).toMatchObject({ workspaces: 1, withheld: 0, made: expect.any(Number) });
  expect(await linesAt(house.url, token)).toEqual(lines);
  expect((await parley('keys', 'status')).out).not.toContain('sealed anew');
  expect(await parley('keys', 're-encrypt', '--subject', 'per_00000000000000000000000000')).toMatchObject({
    code: 1,
    said: expect.stringContaining('nobody here has this id'),
  });
  expect((await verifyLedger(house.tools)).ok).toBe(true);
});

it('every company gets a new key by one command, and another root key than that of the house is refused by name', {
  timeout: 240_000,
}, async () => {
  expect(await parley('keys', 'replace')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^1 workspace keys replaced, \d+ keys re-wrapped/),
  });
  expect((await parley('keys', 'status')).out).toMatch(/version 1, /);
  expect((await parley('keys', 'move-root')).code).toBe(2);
  environment['PARLEY_ROOT_KEY'] = 'file:root.key';
  expect(await parley('keys', 'status')).toMatchObject({
    code: 1,
    said: expect.stringContaining('PARLEY_ROOT_KEY names another root key'),
  });
  environment['PARLEY_ROOT_KEY'] = vault.address();
  expect((await parley('keys', 'status')).code).toBe(0);
});

it('a company under its own root is shut when that is taken away, also at a start; the other one is served', {
  timeout: 240_000,
}, async () => {
  const theirs = { name: 'Boris', email: 'boris@example.net', password: 'another long pass phrase 42' };
  const { workspace } = await createWorkspace(house.tools, { company: 'Boris & Sons', language: 'en', country: 'DE', staff: theirs });
  const brought = await parley('keys', 'own-root', '--workspace', workspace, '--to', vault.address('own'));
  expect(brought).toMatchObject({ code: 0, out: expect.stringContaining(`${workspace} is under its own root`) });
  expect((await house.staffClient(theirs)).call).toBeDefined();
  const giveBack = vault.removeKey('own');
  const lines: string[] = [];
  const other = await startParley(readConfig(environment), { writeLog: (line) => void lines.push(line) });
  const signIn = (who: { email: string; password: string }) =>
    createClient({ routes: publicRoutes, baseUrl: other.url }).call('signIn', { body: { email: who.email, password: who.password } });
  await expect(signIn(theirs)).rejects.toMatchObject({ code: 'key-withheld', status: 503 });
  await signIn(house.admin);
  expect(lines.join('')).not.toMatch(/boris|hvs\./i);
  giveBack();
  await signIn(theirs);
  await other.stop();
});
