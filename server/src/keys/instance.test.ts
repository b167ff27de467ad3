// The keys that sign links, sessions of visitors and reply addresses are replaced while two nodes go on: nothing that is out is lost, unless somebody else has those keys, and then nothing of it is believed.
import { createHmac } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  createSubject,
  keyStatus,
  lookupHash,
  moveRoot,
  readBytes,
  readSignedId,
  readToken,
  replaceInstance,
  signBytes,
  signId,
  signToken,
} from '#keys';
import { newId } from '#kit/ids';
import { clock } from '#kit/pool';
import type { Tools } from '#kit/tool';
import { list } from '#ledger';
import { type Ground, openGround } from '#test/ground';
import { settleInstance } from './instance-replace.ts';
import { keyring } from './keyring.ts';

let ground: Ground;
let other: Tools;
beforeEach(async () => {
  ground = await openGround();
  await ground.ctx((ctx) => createSubject(ctx, newId('per')));
  other = await ground.node();
});
afterEach(() => ground.stop());

const start = Date.parse('2026-11-24T09:00:00Z');
const dayMs = 86_400_000;
const after = (ms: number) => ground.setTime(new Date(start + ms));
const id = newId('msg');
const believedMs = 5 * 366 * dayMs;
const far = new Date(start + 2 * believedMs);
const made = (tools: Tools) => ({
  token: signToken(tools, 'link', { n: 4 }, far),
  bytes: signBytes(tools, 'choice', Buffer.from('choice')),
  reply: signId(tools, 'reply', id),
});
const isBelieved = (tools: Tools, { token, bytes, reply }: ReturnType<typeof made>) => {
  const read = [
    readToken(tools, 'link', token)?.['n'] === 4,
    readBytes(tools, 'choice', bytes)?.toString() === 'choice',
    readSignedId(tools, 'reply', 'msg', reply) === id,
  ];
  expect(new Set(read).size).toBe(1);
  return read[0];
};
/** What each node does every thirty seconds. */
const readAgain = async (tools: Tools) => keyring.of({ tools }).instance.reload();
const nodes = () => [ground.tools, other];

it('what was signed before is believed on all nodes while the new keys come in, and until its time is over', async () => {
  const old = made(ground.tools);
  const entrance = lookupHash(ground.tools, 'inbox', 'help@example.com');
  const { from, until } = (await replaceInstance(ground.tools))!;
  expect([from.getTime() - start, until.getTime() - start]).toEqual([90_000, believedMs]);
  await expect(replaceInstance(ground.tools)).rejects.toThrow('begin to sign at');
  expect(made(ground.tools)).toEqual(old); // the other node does not know them yet
  expect(isBelieved(other, made(ground.tools))).toBe(true);
  await readAgain(other);
  after(90_000);
  const fresh = made(ground.tools);
  expect(Object.values(fresh).filter((each) => Object.values(old).includes(each))).toEqual([]);
  expect(made(other)).toEqual(fresh);
  for (const tools of nodes()) expect([isBelieved(tools, old), isBelieved(tools, fresh)]).toEqual([true, true]);
  expect(lookupHash(other, 'inbox', 'help@example.com')).toBe(entrance);
  const third = await ground.node(); // one that starts now
  expect([isBelieved(third, old), made(third)]).toEqual([true, fresh]);
  expect((await keyStatus(ground.tools)).instance).toMatchObject({ since: from, former: 1, formerUntil: until });
  const { items } = await ground.ctx((ctx) => list(ctx, { kind: 'keys.instance-replaced', limit: 5 }));
  expect(items.map(({ facts }) => facts)).toEqual([{ compromised: 0 }]);

  after(believedMs);
  for (const tools of nodes()) expect([isBelieved(tools, old), isBelieved(tools, fresh)]).toEqual([false, true]);
  const file = path.join(ground.settings.keys, 'instance.key');
  expect(JSON.parse(readFileSync(file, 'utf8'))['former']).toHaveLength(1);
  await settleInstance(other);
  expect(JSON.parse(readFileSync(file, 'utf8'))['former']).toBeUndefined();
  const { mtimeMs } = statSync(file);
  await settleInstance(other);
  expect(statSync(file).mtimeMs).toBe(mtimeMs);
  expect(isBelieved(other, fresh)).toBe(true);
});

it('nothing is believed of keys that somebody else has, nor of those before them, once the new ones sign', async () => {
  const first = made(ground.tools);
  await replaceInstance(ground.tools);
  after(90_000);
  const second = made(ground.tools);
  await readAgain(other);
  expect(isBelieved(other, first)).toBe(true); // found genuine, and remembered as that
  const stolen = keyring.of({ tools: ground.tools }).instance.signing('token', new Date(start + 90_000));
  const { from, until } = (await replaceInstance(ground.tools, true))!;
  expect(until).toEqual(from);
  await readAgain(other);
  after(180_000);
  for (const tools of nodes())
    expect([isBelieved(tools, first), isBelieved(tools, second), isBelieved(tools, made(tools))]).toEqual([false, false, true]);
  const body = Buffer.from(JSON.stringify([Math.floor(far.getTime() / 1000), { n: 4 }])).toString('base64url');
  const forged = `${body}.${createHmac('sha256', stolen).update(`link\n${body}`).digest('base64url')}`;
  for (const tools of nodes()) expect(readToken(tools, 'link', forged)).toBeUndefined();
});

it('the new keys begin to sign no sooner than 90 seconds after they can be read, however long it takes to tell all companies', async () => {
  let at = start;
  const slow: Tools = new Map(ground.tools);
  clock.set(slow, () => {
    at += 60_000;
    return new Date(at);
  });
  const { from, until } = (await replaceInstance(slow, true))!;
  expect([from.getTime() - at, until.getTime() - at]).toEqual([90_000, 90_000]);
});

it('all of them are wrapped anew when the root moves', async () => {
  const old = made(ground.tools);
  await replaceInstance(ground.tools);
  after(90_000);
  const fresh = made(ground.tools);
  await moveRoot(ground.tools, 'file');
  const { root } = await keyStatus(ground.tools);
  expect(root.waiting).toBe(0);
  const written = readFileSync(path.join(ground.settings.keys, 'instance.key'), 'utf8');
  expect(new Set(written.match(/(?<="root":")[^"]+/g))).toEqual(new Set([root.id]));
  const third = await ground.node();
  expect([isBelieved(third, old), isBelieved(third, fresh)]).toEqual([true, true]);
});
