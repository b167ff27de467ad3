// The witness that others run, in its own process beside a whole house: it takes a new key of the ledger by itself when the one before announced it, and takes none from a key that was declared to be
// in other hands.
import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { config } from '#kit/config';
import { newId, type WorkspaceId } from '#kit/ids';
import { act } from '#kit/pool';
import { append, checkpoint, keyHistory, ownVerifier, rotateLedgerKey, sequence } from '#ledger';
import { openHouse } from '#test/house';
import { checkpointText, type Signer, signNote } from '../note.ts';
import { readHashes } from '../sequence.ts';
import { newestSigner } from '../signing.ts';
import { consistencyPath, leafHash } from '../tree.ts';
import { askWitnesses } from './ask.ts';
import { publishedHead } from './published.ts';

const program = path.join(import.meta.dirname, 'witness.mjs');
const running: ChildProcess[] = [];
const servers: Server[] = [];
let house: Awaited<ReturnType<typeof openHouse>>;
let home: string;
beforeAll(async () => {
  house = await openHouse({ empty: true });
  home = mkdtempSync(path.join(tmpdir(), 'parley-witness-'));
});
afterEach(async () => {
  for (const child of running.splice(0)) await stop(child);
  for (const server of servers.splice(0)) server.close();
});
afterAll(async () => {
  await house.stop();
  rmSync(home, { recursive: true, force: true });
});

const inside = <T>(workspace: WorkspaceId, work: Parameters<typeof act<T>>[2], tools = house.tools) =>
  act(tools, { workspace, actor: { kind: 'system', id: 'test' } }, work);
const grown = async (workspace: WorkspaceId, count: number) => {
  for (let n = 0; n < count; n += 1) await inside(workspace, (ctx) => append(ctx, { kind: 'test.done', facts: { n } }));
  await inside(workspace, sequence);
};
const keyOf = (workspace: WorkspaceId) => inside(workspace, (ctx) => ownVerifier(ctx));

/** Starts the program; what its first two lines say. */
async function start(folder: string, ledgers: string[], port = '0') {
  const child = spawn(process.execPath, [program, path.join(home, folder), `witness.example.com/${folder}`, port, ...ledgers]);
  running.push(child);
  let out = '';
  for await (const part of child.stdout) {
    out += part;
    if (out.split('\n').length > 2) break;
  }
  const [key = '', listening = ''] = out.split('\n');
  return { child, key, url: `http://127.0.0.1:${listening.split(':').at(-1)}/w` };
}
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'exit');
}

/** Asks as the house does, and gives up to which size the world is shown. */
async function asked(workspace: WorkspaceId, { key, url }: { key: string; url: string }): Promise<number | undefined> {
  const tools = new Map(house.tools);
  config.set(tools, { ...config.of({ tools: house.tools }), witnesses: `${key}@${url}` });
  await askWitnesses(tools);
  return (await inside(workspace, publishedHead, tools))?.size;
}
const post = async (url: string, body: string) => {
  const answer = await fetch(`${url}/add-checkpoint`, { method: 'POST', body });
  return [answer.status, await answer.text()] as const;
};

it('co-signs what continues what it saw, goes on after a kill, and follows a key that the one before announced', async () => {
  const workspace = newId('wsp');
  await grown(workspace, 5);
  const ledger = `${await keyOf(workspace)}@${house.url}`;
  const first = await start('w1', [ledger]);
  expect(await asked(workspace, first)).toBe(5);
  await grown(workspace, 4);
  expect(await asked(workspace, first)).toBe(9);
  await rotateLedgerKey(house.tools);
  await rotateLedgerKey(house.tools); // two changes while it looked away
  await grown(workspace, 300);
  expect(await asked(workspace, first)).toBe(311);
  await stop(first.child);
  await rotateLedgerKey(house.tools);
  await grown(workspace, 1);
  const again = await start('w1', [ledger]); // with the key of the beginning: it knows better by now
  expect(again.key).toBe(first.key);
  expect(await asked(workspace, again)).toBe(313);
});

it('takes no key from one that is in other hands, until somebody gives it the new one', async () => {
  const workspace = newId('wsp');
  await grown(workspace, 3);
  const before = await keyOf(workspace);
  const witness = await start('w2', [`${before}@${house.url}`]);
  expect(await asked(workspace, witness)).toBe(3);
  const { note } = (await inside(workspace, publishedHead))!;
  await rotateLedgerKey(house.tools, { compromised: true });
  await grown(workspace, 2);
  expect((await post(witness.url, `old 3\n\n${note}`))[0]).toBe(200); // it has not heard of it yet
  expect(await asked(workspace, witness)).toBe(3);
  expect((await post(witness.url, `old 3\n\n${note}`))[0]).toBe(403); // the former key signs nothing more that it takes
  await stop(witness.child);
  const again = await start('w2', [`${before}@${house.url}`]);
  expect((await post(again.url, `old 3\n\n${note}`))[0]).toBe(403);
  await stop(again.child);
  expect(await asked(workspace, await start('w2', [`${await keyOf(workspace)}@${house.url}`]))).toBe(7);
});

it('takes nothing that a former key signed alone, once it was given the present one', async () => {
  const workspace = newId('wsp');
  await grown(workspace, 9);
  const stolen = await inside(workspace, async (ctx): Promise<Signer> => newestSigner(ctx));
  await rotateLedgerKey(house.tools, { compromised: await keyOf(workspace) });
  await grown(workspace, 1);
  const witness = await start('w9', [`${await keyOf(workspace)}@${house.url}`]);
  const root = leafHash(Buffer.from('made up'));
  const forged = signNote(stolen, checkpointText({ origin: stolen.name, size: 9, root }));
  expect((await post(witness.url, `old 0\n\n${forged}`))[0]).toBe(403);
  const { note } = await inside(workspace, checkpoint);
  expect((await post(witness.url, `old 0\n\n${note}`))[0]).toBe(200);
});

it('is kept from following neither by an answer that was lost nor by strangers who ask', async () => {
  const [workspace, other] = [newId('wsp'), newId('wsp')];
  for (const each of [workspace, other]) await grown(each, 3);
  const ledgers = [`${await keyOf(workspace)}@${house.url}`, `${await keyOf(other)}@${house.url}`];
  const witness = await start('w10', ledgers);
  for (const each of [workspace, other]) expect(await asked(each, witness)).toBe(3);
  await grown(workspace, 1);
  const { note } = await inside(workspace, checkpoint);
  const proof = (await inside(workspace, (ctx) => readHashes(ctx, consistencyPath(3, 4)))).map((hash) => hash.toString('base64'));
  expect((await post(witness.url, ['old 3', ...proof, '', note].join('\n')))[0]).toBe(200); // and the house does not hear it
  await rotateLedgerKey(house.tools);
  await grown(workspace, 2);
  const stranger: Signer = { name: `parley/${other}`, privateKey: generateKeyPairSync('ed25519').privateKey };
  const made = signNote(stranger, checkpointText({ origin: stranger.name, size: 3, root: leafHash(Buffer.from('made up')) }));
  expect((await post(witness.url, `old 3\n\n${made}`))[0]).toBe(403);
  expect(await asked(workspace, witness)).toBe(7);
  expect(await asked(other, witness)).toBe(4);
});

it('takes none that the one before did not announce, and none where the one before signed beyond its end', async () => {
  const workspace = newId('wsp');
  await grown(workspace, 3);
  const [before, old] = [await keyOf(workspace), await inside(workspace, async (ctx): Promise<Signer> => newestSigner(ctx))];
  const leaf = (n: number) => leafHash(Buffer.from(String(n)));
  await rotateLedgerKey(house.tools);
  await grown(workspace, 2);
  const changes = await inside(workspace, keyHistory);
  const key = await keyOf(workspace);
  const given = { key, changes: [] as typeof changes };
  const server = createServer((_, response) => response.end(JSON.stringify(given)));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const elsewhere = `${before}@http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  expect(await asked(workspace, await start('w3', [elsewhere]))).toBe(6); // no witness co-signed: all is shown
  const { note } = (await inside(workspace, publishedHead))!;
  const fresh = async (name: string) => (await start(name, [elsewhere])).url;
  expect((await post(await fresh('w4'), `old 0\n\n${note}`))[0]).toBe(403);
  given.changes = changes.map((change) => ({ ...change, announcement: change.announcement.replace(/\n— .*\n/, '\n') }));
  expect((await post(await fresh('w5'), `old 0\n\n${note}`))[0]).toBe(403);
  given.changes = changes;
  expect((await post(await fresh('w6'), `old 0\n\n${note}`))[0]).toBe(200);

  const thief = await fresh('w7');
  const beyond = signNote(old, checkpointText({ origin: old.name, size: 5, root: leaf(1) }));
  expect((await post(thief, `old 0\n\n${beyond}`))[0]).toBe(200); // it knows no better yet
  expect((await post(thief, `old 5\n\n${note}`))[0]).toBe(403);
});

it('refuses what no ledger of its own signed, what does not continue, and what is no question', async () => {
  const workspace = newId('wsp');
  await grown(workspace, 3);
  const { url } = await start('w8', [`${await keyOf(workspace)}@${house.url}`]);
  const { note } = (await inside(workspace, publishedHead))!;
  const old = await inside(workspace, async (ctx): Promise<Signer> => newestSigner(ctx));
  const made = (size: number, name = old.name) =>
    signNote({ ...old, name }, checkpointText({ origin: name, size, root: leafHash(Buffer.from(String(size))) }));
  expect(await post(url, `old 1\n\n${note}`)).toEqual([409, '0\n']);
  expect((await post(url, `old 0\n\n${note}`))[0]).toBe(200);
  expect((await post(url, `old 3\n\n${note}`))[0]).toBe(200); // again is no harm
  expect(await post(url, `old 3\n\n${made(3)}`)).toEqual([409, '3\n']);
  expect((await post(url, `old 3\n${'A'.repeat(43)}=\n\n${made(4)}`))[0]).toBe(422);
  expect((await post(url, `old 3\n\n${made(4)}`))[0]).toBe(422);
  expect((await post(url, `old 4\n\n${note}`))[0]).toBe(400);
  expect((await post(url, `old 0\n\n${made(1, 'parley/other')}`))[0]).toBe(404);
  for (const wrong of ['', 'old 3', 'old x\n\n', `old 3\nnothing\n\n${note}`, `old 3\n\n${note.slice(0, -3)}`])
    expect([400, 403]).toContain((await post(url, wrong))[0]);
  expect((await post(url, 'x'.repeat(70_000)).catch(() => [413]))[0]).toBe(413);
  expect((await fetch(`${url}/add-checkpoint`)).status).toBe(404);
  const many = await Promise.all(Array.from({ length: 200 }, () => post(url, `old 3\n\n${note}`)));
  expect(new Set(many.map(([status]) => status)).difference(new Set([200, 503]))).toEqual(new Set());
  expect((await post(url, `old 3\n\n${note}`))[0]).toBe(200); // it goes on
});
