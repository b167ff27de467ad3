// What did not arrive is tried again by the API: an approved message as that message, and the same key twice once.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '#test/house';
import { openMetaHouse, whatsapp } from '#test/meta';

let bench: Awaited<ReturnType<typeof openMetaHouse>>;
beforeAll(async () => {
  bench = await openMetaHouse();
});
afterAll(() => bench.stop());

test('a template that did not arrive is sent once more as that template, filled as it was', async () => {
  const { carol, emulator } = bench;
  const { inbox } = await carol.call('addChannel', { body: { channel: 'whatsapp', name: 'number', settings: whatsapp } });
  await carol.call('connectChannel', { params: { inbox: inbox.id } });
  const vendor = (await carol.call('listVendors')).items.find(({ code }) => code === 'meta');
  const agreement = { reference: 'DPA 2026', signedOn: '2026-01-05', expiresOn: null };
  await carol.call('changeVendor', { params: { vendor: vendor?.id ?? '' }, body: { agreement, transfer: 'A45-3' } });
  expect(await emulator.write(whatsapp.numberId, { from: 'US.12025550143', text: 'Where is it?' })).toEqual([200]);
  const params = { conversation: (await bench.latest()).id };
  const stateOf = (id: string, state: string) =>
    eventually(`it is ${state}`, async () => (await bench.standOf(params.conversation, id))?.delivery === state);
  await carol.call('listTemplates', { params, query: {} });
  const account = emulator.state.accounts.get(whatsapp.numberId);
  if (account) account.behaviour.failWith = 131026;
  const body = { name: 'order_shipped', language: 'en', values: ['Ada', 'lamp'], purpose: 'service-conversation' };
  const lost = await carol.call('sendTemplate', { params, body });
  await stateOf(lost.id, 'failed');
  if (account) account.behaviour.failWith = null;
  const set = { name: 'test.because', text: 'UPDATE messages SET delivery_because = $2 WHERE workspace_id = $1 AND id = $3' };
  const because = (code: string) => bench.house.act((ctx) => ctx.db.run(set, [ctx.workspace, code, lost.id]));
  await because('partly-sent');
  await expect(carol.call('tryMessageAgain', { params: { message: lost.id } })).rejects.toMatchObject({ code: 'conflict' });
  await because('unreachable');
  const once = { params: { message: lost.id }, idempotencyKey: 'again-and-again' };
  const again = await carol.call('tryMessageAgain', once);
  expect((await carol.call('tryMessageAgain', once)).id).toBe(again.id);
  expect(again).toMatchObject({ text: lost.text, undelivered: null });
  await stateOf(again.id, 'delivered');
  expect(bench.sent(whatsapp.numberId).map(({ asked }) => (asked as { template?: object }).template)).toEqual(
    Array(2).fill(expect.objectContaining({ name: 'order_shipped', components: [{ type: 'body', parameters: expect.any(Array) }] })),
  );
  await expect(carol.call('settleMessage', { params: { message: lost.id } })).rejects.toMatchObject({ code: 'conflict' });
});
