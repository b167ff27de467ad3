import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { mintPermit } from '#keys';
import { config } from '#kit/config';
import type { Ctx } from '#kit/ctx';
import type { Id, PersonId } from '#kit/ids';
import { list } from '#ledger';
import { openRoom, type TestRoom } from '#test/room';
import { codeOwner, newCode, readCode, triesHere, useCode, useCodeOf } from './codes.ts';
import { peopleHoldings } from './holdings.ts';
import { addIdentity, arrive, prove } from './identities.ts';
import { peopleRoom } from './room.ts';

let room: TestRoom;
let made = 0;
const start = Date.parse('2026-11-24T09:00:00Z');
beforeAll(async () => {
  room = await openRoom('people');
});
afterAll(() => room.stop());
afterEach(() => room.setTime(new Date(start)));

const pass = (minutes: number) => room.setTime(new Date(start + minutes * 60_000));
const fresh = () => `ada${++made}@example.com`;
const wrote = (value: string) => room.ctx((ctx) => arrive(ctx, { kind: 'email', value }));
const chat = async (value: string) => {
  const { person } = await room.ctx((ctx) => arrive(ctx, { kind: 'visitor', value: `visitor-${++made}`, proof: 'device' }));
  return room.ctx((ctx) => addIdentity(ctx, person, { kind: 'email', value }));
};
const allow = (ctx: Ctx, person: PersonId) =>
  mintPermit(ctx, { act: 'send', purpose: 'identity-verification', subjects: [person], fields: ['codes.code', 'identities.value'] });
const send = (identity: Id<'idn'>, use: 'proof' | 'entry') => room.ctx((ctx) => newCode(ctx, identity, use));
/** The code as the channel reads it to send it. */
const inTheMail = (code: Id<'cod'>) =>
  room.ctx(async (ctx) => {
    const owner = await codeOwner(ctx, code);
    return owner && readCode(ctx, allow(ctx, owner.person), code);
  });
const wrong = (code: string) => code.replace(/\d/g, (digit) => String((Number(digit) + 1) % 10));
const enter = (value: string, code: string, use: 'proof' | 'entry', person?: PersonId) =>
  room.ctx((ctx) => useCode(ctx, 'email', value, code, use, person));

test('a code goes to the address, proves the claim, and works once', async () => {
  const address = fresh();
  const claimed = await chat(address);
  const mail = await inTheMail(await send(claimed.identity, 'proof'));
  expect(mail).toMatchObject({ to: address, kind: 'email', use: 'proof', person: claimed.person });
  expect(mail?.code).toMatch(/^\d{8}$/);
  const used = await enter(address, ` ${mail!.code.slice(0, 4)} ${mail!.code.slice(4)} `, 'proof');
  expect(used).toEqual({ person: claimed.person, identity: claimed.identity });
  expect(await room.ctx((ctx) => prove(ctx, used!.identity, 'code'))).toEqual({ person: claimed.person, joined: false });
  expect(await enter(address, mail!.code, 'proof')).toBeUndefined();
});

test('of ten who enter one code at the same moment one gets through', async () => {
  const address = fresh();
  const claimed = await chat(address);
  const mail = await inTheMail(await send(claimed.identity, 'proof'));
  const tried = await Promise.all(Array.from({ length: 10 }, () => enter(address, mail!.code, 'proof')));
  expect(tried.filter(Boolean)).toHaveLength(1);
});

test('five wrong tries close a code, also for the right digits', async () => {
  const address = fresh();
  const claimed = await chat(address);
  const mail = await inTheMail(await send(claimed.identity, 'proof'));
  for (let tries = 0; tries < 5; tries += 1)
    expect(await room.ctx((ctx) => useCodeOf(ctx, claimed.identity, wrong(mail!.code), 'proof'))).toBeUndefined();
  expect(await room.ctx((ctx) => useCodeOf(ctx, claimed.identity, mail!.code, 'proof'))).toBeUndefined();
});

test('tries count even when the caller takes its transaction back, and even on another node', async () => {
  const address = fresh();
  const claimed = await chat(address);
  const mail = await inTheMail(await send(claimed.identity, 'proof'));
  const rolledBack = () =>
    room.ctx(async (ctx) => {
      await useCode(ctx, 'email', address, wrong(mail!.code), 'proof');
      throw new Error('refused');
    });
  for (let tries = 0; tries < 5; tries += 1) await expect(rolledBack()).rejects.toThrow('refused');
  expect(await enter(address, mail!.code, 'proof')).toBeUndefined();
  const second = await inTheMail(await send(claimed.identity, 'proof'));
  for (let tries = 0; tries < 5; tries += 1) await enter(address, wrong(second!.code), 'proof');
  triesHere.of(room).clear(); // what another node would know
  expect(await enter(address, second!.code, 'proof')).toBeUndefined();
});

test('a code ends after ten minutes and is no longer read for sending', async () => {
  const address = fresh();
  const claimed = await chat(address);
  const id = await send(claimed.identity, 'proof');
  const mail = await inTheMail(id);
  pass(10);
  expect(await enter(address, mail!.code, 'proof')).toBeUndefined();
  expect(await inTheMail(id)).toBeUndefined();
});

test('a code for one use, address or person does not serve another', async () => {
  const [address, other] = [fresh(), fresh()];
  await wrote(other);
  const owner = await wrote(address);
  const mail = await inTheMail(await send(owner.identity, 'entry'));
  const stranger = await chat(address);
  expect(await enter(address, mail!.code, 'proof')).toBeUndefined();
  expect(await enter(other, mail!.code, 'entry')).toBeUndefined();
  expect(await enter(address, mail!.code, 'entry', stranger.person)).toBeUndefined();
  expect(await enter(address, mail!.code, 'entry')).toMatchObject({ person: owner.person });
});

test('a mere claim is no entry: the person behind an address is let in by the address only once it is theirs', async () => {
  const address = fresh();
  const claimed = await chat(address);
  await expect(send(claimed.identity, 'entry')).rejects.toMatchObject({ code: 'conflict' });
  await room.ctx((ctx) => prove(ctx, claimed.identity, 'code'));
  const mail = await inTheMail(await send(claimed.identity, 'entry'));
  expect(await enter(address, mail!.code, 'entry')).toMatchObject({ person: claimed.person });
});

test('after a join a code leads to the root', async () => {
  const address = fresh();
  const owner = await wrote(address);
  const claimed = await chat(address);
  await room.ctx((ctx) => prove(ctx, claimed.identity, 'code'));
  const mail = await inTheMail(await send(claimed.identity, 'entry'));
  expect(await enter(address, mail!.code, 'entry', claimed.person)).toMatchObject({ person: owner.person });
});

test('an address gets five codes an hour, whoever asks', async () => {
  const address = fresh();
  const claims = [await chat(address), await chat(address), await chat(address)];
  for (let codes = 0; codes < 5; codes += 1) await send(claims[codes % 3]!.identity, 'proof');
  await expect(send(claims[0]!.identity, 'proof')).rejects.toMatchObject({ code: 'too-many', extras: { retryAfterSeconds: 3600 } });
  pass(60);
  await send(claims[0]!.identity, 'proof');
});

test('texts for entry have a ceiling for the whole company, whatever the numbers; what proves an address by mail or text goes on', async () => {
  const numbers = await Promise.all(
    [123, 124, 125].map((n) => room.ctx((ctx) => arrive(ctx, { kind: 'phone', value: `+1 202 555 0${n}` }))),
  );
  const mail = await wrote(fresh());
  const settings = config.of(room);
  config.set(room.tools, { ...settings, codeTextsPerHour: 2 });
  try {
    const sent = await Promise.allSettled(numbers.map(({ identity }) => send(identity, 'entry')));
    expect(sent.filter((each) => each.status === 'fulfilled')).toHaveLength(2);
    expect(sent.find((each) => each.status === 'rejected')?.reason).toMatchObject({ code: 'too-many' });
    expect(room.log.filter((line) => line.includes('code.texts-used-up'))).toHaveLength(1);
    await send(mail.identity, 'entry');
    await send(numbers[0]!.identity, 'proof');
    pass(59);
    await expect(send(numbers[0]!.identity, 'entry')).rejects.toMatchObject({ code: 'too-many' });
    pass(60);
    await send(numbers[0]!.identity, 'entry');
  } finally {
    config.set(room.tools, settings);
  }
});

test('requests at the same moment do not get past the five', async () => {
  const claimed = await chat(fresh());
  const sent = await Promise.allSettled(Array.from({ length: 12 }, () => send(claimed.identity, 'proof')));
  expect(sent.filter((each) => each.status === 'fulfilled')).toHaveLength(5);
});

test('an unknown address and a strange text are a plain no', async () => {
  expect(await enter('nobody@example.com', '12345678', 'entry')).toBeUndefined();
  expect(await enter('not an address', '12345678', 'entry')).toBeUndefined();
  const address = fresh();
  await send((await wrote(address)).identity, 'entry');
  for (const code of ['', '٣٤٥٦٧٨٩٠', '1'.repeat(5000)]) expect(await enter(address, code, 'entry')).toBeUndefined();
});

test('the code lies in the database sealed and as a keyed hash only, and not in the ledger', async () => {
  const mail = await inTheMail(await send((await wrote(fresh())).identity, 'entry'));
  const client = new pg.Client({ connectionString: room.adminUrl });
  await client.connect();
  const { rows } = await client.query<{ text: string }>(`SELECT string_agg(t::text, ' ') AS text FROM codes t`);
  await client.end();
  for (const form of [mail!.code, Buffer.from(mail!.code).toString('hex')]) expect(rows[0]?.text).not.toContain(form);
  expect(JSON.stringify((await room.ctx((ctx) => list(ctx, { limit: 200 }))).items)).not.toContain(mail!.code);
});

test('codes are swept an hour after they ran out, and erased with their person', async () => {
  const owner = await wrote(fresh());
  const [codes] = peopleHoldings;
  const count = () => room.ctx(async (ctx) => codes?.count?.(ctx, [owner.person]));
  const sweep = () => room.ctx(async (ctx) => peopleRoom.clocks?.[0]?.run?.(ctx));
  await send(owner.identity, 'entry');
  pass(69);
  await sweep();
  expect(await count()).toBe(1);
  pass(71);
  await sweep();
  expect(await count()).toBe(0);
  await send(owner.identity, 'entry');
  expect(await room.ctx(async (ctx) => codes?.erase?.(ctx, [owner.person]))).toBe(1);
  expect(await count()).toBe(0);
});
