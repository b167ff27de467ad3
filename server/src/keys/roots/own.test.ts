// A company brings its own root key, takes it away and gives it back. Its neighbour notices nothing, and an epoch that ends meanwhile ends for the neighbour.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newId, type SubjectId, type WorkspaceId } from '#kit/ids';
import type { Sealed } from '#kit/seal';
import { verifyLedger } from '#ledger';
import { type Ground, openGround } from '#test/ground';
import { openVault, type Vault } from '#test/vault';
import {
  blindIndex,
  bringOwnRoot,
  createSubject,
  keyStatus,
  mintPermit,
  moveRoot,
  open,
  replaceWorkspaceKeys,
  rotateEpoch,
  seal,
  shred,
  shredTimes,
} from '../keys.ts';

const [ada, boris] = [newId('per'), newId('per')];
const [own, neighbour] = [newId('wsp'), newId('wsp')];
const start = Date.parse('2026-11-24T09:00:00Z');
let ground: Ground;
let vault: Vault;
let words: Map<SubjectId, Sealed>;
const workspaceOf = (subject: SubjectId): WorkspaceId => (subject === boris ? neighbour : own);
const placeOf = (subject: SubjectId) => ({ subject, table: 'messages', row: 'one', column: 'text' });
const withheld = { code: 'key-withheld', status: 503 };

beforeEach(async () => {
  vault = await openVault('own');
  ground = await openGround();
  words = new Map();
  for (const subject of [ada, boris]) await write(subject);
  await bringOwnRoot(ground.tools, own, vault.address('own'));
  await replaceWorkspaceKeys(ground.tools, own);
});
afterEach(async () => {
  await ground.stop();
  await vault.stop();
});

async function write(subject: SubjectId): Promise<void> {
  await ground.ctx(
    async (ctx) => {
      await createSubject(ctx, subject);
      words.set(subject, await seal(ctx, placeOf(subject), 'hello'));
    },
    { workspace: workspaceOf(subject) },
  );
}

function read(subject: SubjectId, tools = ground.tools): Promise<string> {
  const permit = { act: 'reveal', purpose: 'service-conversation', subjects: [subject], fields: ['messages.text'] } as const;
  const work = (ctx: Parameters<Parameters<Ground['ctx']>[0]>[0]) =>
    open(ctx, mintPermit(ctx, permit), placeOf(subject), words.get(subject)!);
  return ground.ctx(work, { workspace: workspaceOf(subject), tools });
}

const passSeconds = (seconds: number) => ground.setTime(new Date(start + seconds * 1000));
const epochFiles = () => readdirSync(path.join(ground.settings.keys, 'epochs')).sort();

it('taken away, nothing of the company is read, written or looked up within the published time; given back, all of it; the neighbour notices nothing', async () => {
  const other = await ground.node();
  for (const tools of [ground.tools, other]) expect(await read(ada, tools)).toBe('hello');
  const { cacheSeconds, workspaces } = await keyStatus(ground.tools);
  expect(workspaces.map((each) => each.ownRoot).filter(Boolean)).toEqual([vault.address('own')]);
  const giveBack = vault.removeKey('own');
  passSeconds(cacheSeconds - 1);
  expect(await read(ada), 'within that time it may still be in memory').toBe('hello');
  passSeconds(cacheSeconds);
  for (const tools of [ground.tools, other, await ground.node()]) {
    await expect(read(ada, tools)).rejects.toMatchObject(withheld);
    await expect(ground.ctx((ctx) => seal(ctx, placeOf(ada), 'more'), { workspace: own, tools })).rejects.toMatchObject(withheld);
    await expect(ground.ctx((ctx) => blindIndex(ctx, 'email', 'x'), { workspace: own, tools })).rejects.toMatchObject(withheld);
    await expect(ground.ctx((ctx) => createSubject(ctx, newId('per')), { workspace: own, tools })).rejects.toMatchObject(withheld);
    expect(await read(boris, tools)).toBe('hello');
  }
  giveBack();
  for (const tools of [ground.tools, other]) expect(await read(ada, tools)).toBe('hello');
  vault.seal(true);
  passSeconds(10 * cacheSeconds);
  await expect(read(ada), 'a service that does not answer is the same').rejects.toMatchObject(withheld);
  vault.seal(false);
  expect(await read(ada)).toBe('hello');
});

it('an epoch ends for everybody else on time; the company is re-wrapped when its root is back, and only then its own end is recorded', async () => {
  const [gone, theirs] = [newId('per'), newId('per')];
  for (const [subject, workspace] of [
    [gone, neighbour],
    [theirs, own],
  ] as const)
    await ground.ctx(
      async (ctx) => {
        await createSubject(ctx, subject);
        await shred(ctx, [subject]);
      },
      { workspace },
    );
  const giveBack = vault.removeKey('own');
  passSeconds(7200);
  expect(await rotateEpoch(ground.tools, { force: true })).toMatchObject({ rotated: true, rewrapped: 1, destroyed: [1] });
  expect(epochFiles()).toEqual(['epoch-000002.key', `held-000001-${own}.key`]);
  expect((await ground.ctx((ctx) => shredTimes(ctx, gone), { workspace: neighbour }))?.unrecoverableAt).toBeInstanceOf(Date);
  expect(await replaceWorkspaceKeys(ground.tools)).toMatchObject({ workspaces: 1, withheld: 1 });
  const second = await openVault('parley');
  await moveRoot(ground.tools, second.address()); // what was set aside moves with the root of the house
  giveBack();
  expect(await read(ada, await ground.node())).toBe('hello');
  expect((await ground.ctx((ctx) => shredTimes(ctx, theirs), { workspace: own }))?.unrecoverableAt).toBeNull();
  expect(await rotateEpoch(ground.tools)).toMatchObject({ rotated: false, rewrapped: 1 });
  expect(epochFiles()).toEqual(['epoch-000002.key']);
  expect(await read(ada, await ground.node())).toBe('hello');
  await rotateEpoch(ground.tools);
  expect((await ground.ctx((ctx) => shredTimes(ctx, theirs), { workspace: own }))?.unrecoverableAt).toBeInstanceOf(Date);
  expect(await verifyLedger(ground.tools)).toMatchObject({ ok: true });
  await second.stop();
});

it('back under the root of the house, its own is needed no more; a root that does not work is not taken', async () => {
  await expect(bringOwnRoot(ground.tools, neighbour, vault.address('nobodys'))).rejects.toThrow(/holds no key/);
  await bringOwnRoot(ground.tools, own, null);
  await replaceWorkspaceKeys(ground.tools, own);
  vault.removeKey('own');
  passSeconds(7200);
  for (const tools of [ground.tools, await ground.node()]) expect(await read(ada, tools)).toBe('hello');
  await expect(bringOwnRoot(ground.tools, newId('wsp'), null)).rejects.toThrow(/no such company/);
});

it('another key made under the same name is the company’s own affair: it is withheld, and an epoch ends for everybody else', async () => {
  vault.removeKey('own');
  vault.makeKey('own');
  passSeconds(7200);
  await expect(read(ada, await ground.node())).rejects.toMatchObject(withheld);
  expect(await rotateEpoch(ground.tools, { force: true })).toMatchObject({ rotated: true, rewrapped: 1, destroyed: [1] });
  expect(await read(boris, await ground.node())).toBe('hello');
});
