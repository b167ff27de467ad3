// Runs, beside what other processes remember and what an interruption left. What is sealed anew is tested over the whole house (server/test/reencrypt.test.ts).
import { afterEach, beforeEach, expect, it } from 'vitest';
import { holdings } from '#kit/holding';
import { newId, type PersonId } from '#kit/ids';
import { versionOf } from '#kit/seal';
import { list } from '#ledger';
import { type Ground, openGround } from '#test/ground';
import { keyring } from '../keyring.ts';
import { createSubject, goOnWithRuns, isLive, keyStatus, mintPermit, open, reencrypt, rotateEpoch, seal, shredTimes } from '../keys.ts';

let ground: Ground;
let ada: PersonId;
const quick = { batch: 2, pauseMs: 20 };
const place = () => ({ subject: ada, table: 'messages', row: 'one', column: 'text' });
beforeEach(async () => {
  ground = await openGround();
  holdings.set(ground.tools, []);
  ada = newId('per');
  await ground.ctx(async (ctx) => {
    for (const subject of [ada, newId('per'), newId('per'), newId('stf')]) await createSubject(ctx, subject);
  });
});
afterEach(() => ground.stop());

const sealedOn = async (tools = ground.tools) => versionOf(await ground.ctx((ctx) => seal(ctx, place(), 'hello, it is Ada'), { tools }));
const nameOf = () => `${ground.workspace}/${ada}`;

it('every node seals under the new key from the commit on, opens what is under the one before, and forgets that at the end', async () => {
  const other = await ground.node();
  const sealed = await ground.ctx((ctx) => seal(ctx, place(), 'hello, it is Ada'));
  const read = (tools = other) =>
    ground.ctx(
      (ctx) =>
        open(
          ctx,
          mintPermit(ctx, { act: 'reveal', purpose: 'service-conversation', subjects: [ada], fields: ['messages.text'] }),
          place(),
          sealed,
        ),
      { tools },
    );
  await read();
  const [begun, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const older = ground.ctx(async (ctx) => {
    await isLive(ctx, ada);
    begun.resolve();
    await finish.promise;
  });
  await begun.promise;
  const running = reencrypt(ground.tools, {}, quick); // waits for the older one once the keys are made
  await expect.poll(() => ground.admin("SELECT 1 FROM reencryptions WHERE stage = 'sealing'")).toHaveLength(1);
  expect(await sealedOn(other)).toBe(2);
  expect(await read()).toBe('hello, it is Ada');
  expect(keyring.of({ tools: other }).subjects.get(nameOf())?.previous).toBeDefined();
  finish.resolve();
  await Promise.all([older, running]);
  await expect.poll(() => keyring.of({ tools: other }).subjects.get(nameOf())?.previous).toBeUndefined();
  expect(await sealedOn(other)).toBe(2);
  await expect(read(), 'nothing of the house lies under the key before: this is a stray copy').rejects.toThrow('another version');
});

it('an interrupted run shows in the status, is gone on with by the clock, and is recorded once', async () => {
  const died = reencrypt(
    ground.tools,
    {},
    {
      ...quick,
      onStep(step) {
        if (step === 'made') throw new Error('the lights went out');
      },
    },
  );
  await expect(died).rejects.toThrow('lights');
  expect((await keyStatus(ground.tools)).workspaces[0]?.reencryption).toMatchObject({ stage: 'making', made: 2, waiting: 4 });
  for (let tries = 0; tries < 50 && (await keyStatus(ground.tools)).workspaces[0]?.reencryption; tries += 1)
    await goOnWithRuns(ground.tools);
  expect(await ground.admin('SELECT version, previous, count(*)::int AS n FROM subject_keys GROUP BY 1, 2')).toEqual([
    { version: 2, previous: null, n: 4 },
  ]);
  const kinds = (await ground.ctx((ctx) => list(ctx, { limit: 10 }))).items.map((entry) => [entry.kind, entry.facts]);
  expect(kinds).toEqual([
    ['keys.reencrypted', { keys: 4, values: 0 }],
    ['keys.reencryption-begun', { keys: 4 }],
  ]);
  await goOnWithRuns(ground.tools);
  expect(await sealedOn()).toBe(2);
});

it('is not begun while a holding does not say where its seals belong', async () => {
  const columns = { workspace_id: 'key', person_id: 'pseudonym', nickname: { category: 'Name', sealed: true } } as const;
  holdings.set(ground.tools, [{ table: 'planted', about: 'person', purpose: null, period: null, columns }]);
  await expect(reencrypt(ground.tools, {}, quick)).rejects.toThrow('planted.nickname');
  expect(await ground.admin('SELECT DISTINCT version FROM subject_keys')).toEqual([{ version: 1 }]);
  expect(await ground.admin('SELECT 1 FROM reencryptions')).toEqual([]);
});

it('somebody whose key was made before the run, and committed after its first stage, gets a new one too', async () => {
  const [made, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const late = newId('per');
  const making = ground.ctx(async (ctx) => {
    await createSubject(ctx, late);
    made.resolve();
    await finish.promise;
  });
  await made.promise;
  const running = reencrypt(ground.tools, {}, quick);
  await expect.poll(() => ground.admin("SELECT 1 FROM reencryptions WHERE stage = 'sealing'")).toHaveLength(1);
  finish.resolve();
  await Promise.all([making, running]);
  expect(await ground.admin('SELECT DISTINCT version FROM subject_keys')).toEqual([{ version: 2 }]);
  expect(await ground.admin('SELECT previous FROM subject_keys WHERE subject = $1', [late])).toEqual([{ previous: null }]);
});

it('a run for one widens to everybody when that is asked meanwhile', async () => {
  const [one, all] = await Promise.all([reencrypt(ground.tools, { subject: ada }, quick), reencrypt(ground.tools, {}, quick)]);
  expect([one.workspaces, all.workspaces]).toEqual([1, 1]);
  expect((await ground.admin<{ v: number }>('SELECT min(version) AS v FROM subject_keys'))[0]?.v).toBeGreaterThan(1);
  expect(await ground.admin('SELECT stage FROM reencryptions')).toEqual([{ stage: 'done' }]);
});

it('keys before make the epoch end on time, as shredded ones do, without a tombstone for anybody', async () => {
  await reencrypt(ground.tools, {}, quick);
  expect(await ground.admin('SELECT count(*)::int AS n FROM shredded_keys')).toEqual([{ n: 1 }]);
  expect(await ground.ctx((ctx) => shredTimes(ctx, ada))).toBeUndefined();
  expect((await rotateEpoch(ground.tools)).rotated).toBe(false);
  ground.setTime(new Date('2026-11-25T09:00:00Z'));
  expect(await rotateEpoch(ground.tools)).toMatchObject({ rotated: true, destroyed: [1] });
  expect(await sealedOn()).toBe(2);
});
