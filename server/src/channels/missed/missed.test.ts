// What Twilio's webhook lost is taken in afterwards: the emulator keeps it and calls nobody.
import twilio from 'twilio';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { record } from '#consent';
import type { InboxId, PersonId } from '#kit/ids';
import { png } from '#test/pictures';
import { type Bench, openSmsHouse, phone, settings } from '#test/sms-house';
import { accountOf } from '../accounts.ts';
import { inboundOf } from '../adapters/sms/twilio/incoming.ts';
import { listMissed } from '../adapters/sms/twilio/missed.ts';
import { twilio as carrier } from '../adapters/sms/twilio/twilio.ts';
import { look } from './missed.ts';

let bench: Bench;
let inbox: InboxId;
let aheadMs = 0;
const minute = 60_000;

beforeAll(async () => {
  bench = await openSmsHouse(() => new Date(Date.now() + aheadMs));
  await bench.write(phone(140), 'From before there was a channel.');
  pass(minute);
  const channel = await bench.carol.call('addChannel', { body: { channel: 'sms', name: 'Text', settings } });
  inbox = channel.inbox.id as InboxId;
  await bench.agreeWith('twilio');
  expect(await lookNow()).toBe(0);
});
afterAll(() => bench.stop());

const lookNow = () => look(bench.house.tools, bench.house.workspace, inbox);
/** Lets both clocks go on. */
const pass = (ms: number): void => {
  bench.house.passTime(ms);
  aheadMs += ms;
};
const texts = async () => {
  const [thread] = await bench.conversations();
  return (await bench.messagesOf(thread?.id ?? '')).map(({ direction, text, attachments }) => [direction, text, attachments.length]);
};

test('what was lost comes once, in order, with its files and its wishes; what was here before is left alone', async () => {
  pass(minute);
  const file = { sid: `ME${'a'.repeat(32)}`, type: 'image/png', bytes: await png() };
  await bench.write(phone(141), 'The shade is crooked.');
  pass(minute);
  await bench.write(phone(141), 'Look:', [file]);
  pass(minute);
  await bench.write(phone(141), 'STOP');
  const official = twilio(bench.sid, bench.token);
  const request = official.httpClient.request.bind(official.httpClient);
  official.httpClient.request = ((options: { uri: string }) =>
    request({ ...options, uri: options.uri.replace('https://api.twilio.com', bench.emulator.url) } as never)) as never;
  const since = new Date(Date.now() + aheadMs - 2.5 * minute);
  const listed = await official.messages.list({ to: bench.number, dateSentAfter: since, pageSize: 1 });
  expect(listed.map(({ body }) => body)).toEqual(['STOP', 'Look:', 'The shade is crooked.']);
  const [one, other] = await Promise.all([lookNow(), lookNow()]);
  expect([one, other]).toEqual([3, undefined]);
  expect((await bench.conversations()).length).toBe(1);
  expect((await texts()).slice(0, 3)).toEqual([
    ['in', 'The shade is crooked.', 0],
    ['in', 'Look:', 1],
    ['in', 'STOP', 0],
  ]);
  const [thread] = await bench.conversations();
  const { history } = await bench.carol.call('readConsents', { params: { person: thread?.person.id ?? '' } });
  expect(history.some(({ channel, state }) => channel === 'sms' && state === 'withdrawn')).toBe(true);
  expect(await lookNow()).toBe(0);
});

test('where there is more than is taken at once, the earlier half of the time comes first', async () => {
  const account = await bench.house.act(async (ctx) => (await accountOf(ctx, inbox)).account);
  const few = listMissed(inboundOf, { pageSize: 1, mostPages: 2 });
  const now = new Date(Date.now() + aheadMs);
  const span = { from: new Date(now.getTime() - 2.5 * minute), until: now };
  const some = await few.list(account as never, span, bench.house.tools);
  expect(some?.items.length).toBe(1);
  expect(some?.until.getTime()).toBeLessThan(now.getTime());
  const rest = await few.list(account as never, { from: some?.until ?? now, until: now }, bench.house.tools);
  expect([rest?.items.length, rest?.until]).toEqual([2, now]);
  bench.emulator.state.behaviourOf(bench.sid).failWith = 20_503;
  expect(await few.list(account as never, span, bench.house.tools)).toBeUndefined();
  expect(await lookNow()).toBeUndefined();
  bench.emulator.state.behaviourOf(bench.sid).failWith = null;
});

test('what is looked at twice may itself be too much at once, and the looks go on all the same', async () => {
  await bench.write(phone(144), 'After many.');
  pass(minute);
  const few = vi.spyOn(carrier, 'missed').mockReturnValue(listMissed(inboundOf, { pageSize: 1, mostPages: 2 }));
  let taken = 0;
  for (let looks = 0; looks < 10 && taken === 0; looks += 1) taken += (await lookNow()) ?? 0;
  expect([taken, few.mock.calls.length > 1]).toEqual([1, true]);
  few.mockRestore();
});

test('a wish that was lost ends nothing that is younger', async () => {
  await bench.write(phone(142), 'Hello.');
  await lookNow();
  const thread = (await bench.conversations()).find(({ excerpt }) => excerpt === 'Hello.');
  const person = thread?.person.id as PersonId;
  const contract = async () => {
    const { history } = await bench.carol.call('readConsents', { params: { person } });
    return history.filter(({ channel, purpose }) => channel === 'sms' && purpose === 'service-messages')[0]?.state;
  };
  pass(5 * minute);
  aheadMs -= 4 * minute;
  await bench.write(phone(142), 'STOP');
  aheadMs += 4 * minute;
  await bench.house.act((ctx) =>
    record(ctx, { person, purpose: 'service-messages', channel: 'sms', state: 'expired', method: 'signal', by: 'self' }),
  );
  expect(await lookNow()).toBe(1);
  expect(await contract()).toBe('expired');
  pass(minute);
  await bench.write(phone(142), 'STOP');
  expect(await lookNow()).toBe(1);
  expect(await contract()).toBe('withdrawn');
});

test('what was erased stays so, though the provider still lists it', async () => {
  pass(minute);
  await bench.write(phone(143), 'Forget me.');
  expect(await lookNow()).toBe(1);
  const thread = (await bench.conversations()).find(({ excerpt }) => excerpt === 'Forget me.');
  const people = [thread?.person.id as PersonId];
  await bench.house.act(async (ctx) => {
    for (const table of ['external_ids', 'attachments', 'messages', 'conversations'])
      await ctx.db.run(
        { name: `test.erase-${table}`, text: `DELETE FROM ${table} WHERE workspace_id = $1 AND person_id = ANY($2::text[])` },
        [ctx.workspace, people],
      );
  });
  expect(await lookNow()).toBe(0);
  expect((await bench.conversations()).some(({ excerpt }) => excerpt === 'Forget me.')).toBe(false);
  pass(30 * minute);
  await lookNow();
  await lookNow();
  const kept = await bench.house.act((ctx) =>
    ctx.db.one<{ n: number }>({ name: 'test.listed', text: 'SELECT count(*)::int AS n FROM channel_listed WHERE workspace_id = $1' }, [
      ctx.workspace,
    ]),
  );
  expect(kept.n).toBe(0); // no longer than it is asked for
});
