// Keys that grow too old are found, by a clock that is set.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { holdings } from '#kit/holding';
import { newId } from '#kit/ids';
import { type Ground, openGround } from '#test/ground';
import { keysChecks } from './checks.ts';
import { createSubject, reencrypt, shred } from './keys.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
});
afterAll(() => ground.stop());

const check = (id: string) => ground.ctx((ctx) => keysChecks.find((each) => each.id === id)!.run(ctx));
const later = (hours: number) => ground.setTime(new Date(Date.parse('2026-11-24T09:00:00Z') + hours * 3_600_000));

test('an epoch in which somebody was erased and that did not end in time is found', async () => {
  const ada = newId('per');
  await ground.ctx((ctx) => createSubject(ctx, ada));
  later(30 * 24);
  expect(await check('keys.epoch-ends-in-time')).toBe(0); // nothing was shredded in it
  later(0);
  await ground.ctx((ctx) => shred(ctx, [ada]));
  later(ground.settings.epochHours - 1);
  expect(await check('keys.epoch-ends-in-time')).toBe(0);
  later(ground.settings.epochHours + 1);
  expect(await check('keys.epoch-ends-in-time')).toBe(1);
});

test('a key of the company that nobody replaced for two years is found', async () => {
  expect(await check('keys.company-key-is-young')).toBe(0);
  later(731 * 24);
  expect(await check('keys.company-key-is-young')).toBe(1);
});

test('a re-encryption that does not get on for a day is found', async () => {
  later(0);
  holdings.set(ground.tools, []);
  const onStep = () => {
    throw new Error('the lights went out');
  };
  await expect(reencrypt(ground.tools, {}, { onStep })).rejects.toThrow('lights');
  later(23);
  expect(await check('keys.reencryption-gets-on')).toBe(0);
  later(25);
  expect(await check('keys.reencryption-gets-on')).toBe(1);
  await reencrypt(ground.tools, {}, { pauseMs: 20 });
  expect(await check('keys.reencryption-gets-on')).toBe(0);
});
