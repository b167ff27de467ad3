// A channel by a messaging service: where what its numbers receive is handed in is looked at and set, and then it comes in. The official package asks the emulator the same.
import { randomBytes } from 'node:crypto';
import twilio from 'twilio';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Bench, openSmsHouse, phone, settings } from '#test/sms-house';

const service = `MG${randomBytes(16).toString('hex')}`;
const given = { ...settings, number: '', service };
const isNotSet = { ok: false, words: expect.stringContaining('does not come here yet') };
let bench: Bench;
beforeAll(async () => {
  bench = await openSmsHouse(() => new Date());
});
afterAll(() => bench.stop());

it('is told apart from one that hears nothing, and set for all numbers by one press', async () => {
  const { carol, emulator, sid, token } = bench;
  const { inbox, webhook } = await carol.call('addChannel', { body: { channel: 'sms', name: 'Text', settings: given } });
  const params = { inbox: inbox.id };
  const nowhere = { ok: false, words: expect.stringContaining('was not found') };
  expect(await carol.call('testChannel', { params })).toMatchObject(nowhere);
  expect(await carol.call('connectChannel', { params })).toMatchObject(nowhere);
  const at = { sid: service, inboundUrl: 'https://elsewhere.example.com/in', fallbackUrl: '', isLeftToNumbers: false };
  emulator.state.accounts.get(sid)?.services.push(at);
  expect(await carol.call('testChannel', { params })).toMatchObject(isNotSet);
  expect(await carol.call('connectChannel', { params })).toMatchObject({ ok: true });
  expect(await carol.call('testChannel', { params })).toMatchObject({ ok: true });
  const official = twilio(sid, token);
  const request = official.httpClient.request.bind(official.httpClient);
  official.httpClient.request = ((options: { uri: string }) =>
    request({ ...options, uri: options.uri.replace('https://messaging.twilio.com', emulator.url) } as never)) as never;
  const services = official.messaging.v1.services(service);
  expect(await services.fetch()).toMatchObject({ inboundRequestUrl: webhook, fallbackUrl: webhook, useInboundWebhookOnNumber: false });
  expect(await bench.write(phone(143), 'The shade is crooked.')).toEqual([200]);
  expect(await bench.latest()).toMatchObject({ excerpt: 'The shade is crooked.', inbox: { id: inbox.id } });
  await services.update({ useInboundWebhookOnNumber: true }); // then each number says where, and ours may say nothing
  expect(await carol.call('testChannel', { params })).toMatchObject(isNotSet);
  expect(await carol.call('connectChannel', { params })).toMatchObject({ ok: true });
  expect(await services.fetch()).toMatchObject({ useInboundWebhookOnNumber: false });
});
