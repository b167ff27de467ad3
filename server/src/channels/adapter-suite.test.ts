import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { config } from '#kit/config';
import { clock } from '#kit/pool';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { openMeta } from '#test/meta';
import { openRoom, type TestRoom } from '#test/room';
import type { Adapter, ChannelKind } from './adapter.ts';
import { type Sample, sentences, whatFails } from './adapter-suite.ts';
import { captured } from './adapters/email/outgoing/capture.ts';
import { adapterOf, adapters } from './adapters.ts';

let room: TestRoom;
let meta: Awaited<ReturnType<typeof openMeta>>;
let posted = '';
// of a company, for the custom channel
const system = createServer(async (request, response) => {
  for await (const part of request) posted += part;
  response.writeHead(200).end();
});
const systemHost = () => `127.0.0.1:${(system.address() as AddressInfo).port}`;
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
beforeAll(async () => {
  room = await openRoom();
  meta = await openMeta(room.tools, room.settings);
  await new Promise<void>((resolve) => system.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  system.close();
  await meta.close();
  await room.stop();
});

function toolsWith(settings: Partial<TestRoom['settings']>): Tools {
  const tools = new Map(room.tools);
  config.set(tools, { ...room.settings, ...settings });
  return tools;
}
const samples: Readonly<Record<ChannelKind, () => Sample>> = {
  'web-chat': () => ({
    tools: room.tools,
    given: { origins: ['https://www.example.com/shop'], identitySecret: 'a secret of thirty-two characters or more' },
    refused: [{ identitySecret: 'short' }, { origins: ['not an origin'] }, { accent: 'red' }],
    to: 'vst_01hv8n3e5wfm1tq0z9k2s4b6xc',
  }),
  email: () => ({
    tools: room.tools,
    given: { address: 'Support@lantern.example.com' },
    refused: [{ address: 'nonsense' }, { address: 'a+b@example.com' }, {}],
    to: 'ada@example.com',
    away: toolsWith({ smtpRelay: 'smtp://127.0.0.1:1' }), // nobody answers there
  }),
  sms: () => ({
    tools: room.tools,
    given: { provider: 'sandbox', number: '+1 202 555 0100' },
    refused: [
      { provider: 'twilio', number: '+12025550100' },
      { provider: 'twilio', accountSid: `AC${'0'.repeat(32)}`, authToken: '0'.repeat(32) },
      { provider: 'sandbox', number: '555 0100' },
      { provider: 'pigeon' },
    ],
    to: '+12025550143',
  }),
  whatsapp: () => ({
    ...meta.sample({ numberId: meta.ids[0], businessId: meta.ids[1] }),
    refused: [
      { provider: 'meta', numberId: meta.ids[0] },
      meta.given({ numberId: '+12025550100', businessId: meta.ids[1] }),
      { provider: 'pigeon' },
    ],
    to: 'whatsapp:US.12025550143',
  }),
  messenger: () => ({
    ...meta.sample({ pageId: meta.ids[2] }),
    refused: [{ provider: 'meta' }, meta.given({ pageId: 'our page' }), { ...meta.given({ pageId: meta.ids[2] }), appSecret: 'short' }],
    to: `messenger:${meta.ids[2]}:12025550143`,
  }),
  instagram: () => ({
    ...meta.sample({ instagramId: meta.ids[3], pageId: meta.ids[4] }),
    refused: [{ provider: 'meta' }, meta.given({ instagramId: meta.ids[3] })],
    to: `instagram:${meta.ids[3]}:12025550143`,
  }),
  telegram: () => ({
    tools: room.tools,
    given: { provider: 'sandbox', username: '@lantern_bot' },
    refused: [
      { provider: 'telegram' },
      { provider: 'telegram', token: 'no token' },
      { provider: 'sandbox', username: 'a b' },
      { provider: 'pigeon' },
    ],
    to: 'telegram:700143',
  }),
  viber: () => ({
    tools: room.tools,
    given: { provider: 'sandbox', uri: 'viber://pa?chatURI=lanternloom' },
    refused: [
      { provider: 'viber' },
      { provider: 'viber', token: 'no token' },
      { provider: 'sandbox', uri: 'a b' },
      { provider: 'sandbox', avatar: 'http://example.com/a.png' },
      { provider: 'pigeon' },
    ],
    to: 'viber:MDEyMDI1NTUwMTQz',
  }),
  line: () => ({
    tools: room.tools,
    given: { provider: 'sandbox', basicId: 'lantern' },
    refused: [
      { provider: 'line' },
      { provider: 'line', channelId: '1234567890', channelSecret: 'short' },
      { provider: 'sandbox', basicId: 'a b' },
      { provider: 'pigeon' },
    ],
    to: `line:U${'0'.repeat(20)}120255501430`,
  }),
  custom: () => ({
    tools: toolsWith({ insideHosts: systemHost() }),
    given: { url: `http://${systemHost()}/parley`, secret },
    refused: [{ secret: 'whsec_short' }, { secret: '' }, { secret, url: 'http://example.com/' }, { secret, secretBefore: 'no' }],
    to: 'custom:inb_01hv8n3e5wfm1tq0z9k2s4b6xc:ada-1',
    away: toolsWith({ insideHosts: '' }),
  }),
};

/** What the emulators hold, or the company's own system was told; a web chat reads from its own thread. */
const arrivedAt = (name: ChannelKind, { tools }: Sample): Sample['arrived'] => {
  if (name === 'web-chat') return undefined;
  if (name === 'custom') return async () => posted;
  if (name === 'email')
    return async ({ workspace }) =>
      captured(tools, workspace, clock.of({ tools })())
        .map(({ text }) => text)
        .join('\n');
  return async (account) => {
    const adapter = adapterOf(name);
    const page = name in metaAccounts ? [...meta.emulator.state.messages.values()] : (await adapter.sandbox?.read(account, tools))?.items;
    return (page ?? [])
      .map(({ text, choices = [] }) => [text, ...choices.map((each) => (typeof each === 'string' ? each : each.title))].join('\n'))
      .join('\n');
  };
};
const metaAccounts = { whatsapp: true, messenger: true, instagram: true };

test.each(adapters.map(({ name }) => name))('%s passes the suite', async (name) => {
  const sample = samples[name]();
  expect(await whatFails(adapterOf(name), { ...sample, arrived: arrivedAt(name, sample) })).toEqual([]);
});

test('every adapter says how many choices it shows as buttons', () => {
  const said = Object.fromEntries(adapters.map(({ name, taps }) => [name, taps?.({ provider: 'sandbox' }) ?? 0]));
  const none = { email: 0, sms: 0, custom: 0 };
  const all = { 'web-chat': 10, whatsapp: 10, messenger: 10, instagram: 10, telegram: 10, viber: 10, line: 10 };
  expect(said).toEqual({ ...none, ...all });
  expect(adapterOf('whatsapp').taps?.({ provider: 'twilio' })).toBe(10);
  expect(adapterOf('custom').taps?.({ showsChoices: 'yes' })).toBe(10); // a system that was built before choices loses none
});

test('the suite catches an adapter that does everything wrong', async () => {
  let times = 0;
  const good = adapterOf('email');
  const broken: Adapter = {
    ...good,
    capabilities: { ...good.capabilities, maxBytes: 0 },
    complete: async (settings) => ({ ...settings, dkimPrivateKey: `key ${++times}` }),
    recipient: () => 'ada@example.com',
    taps: () => -1,
    entrances: () => ['', ''],
    describe: ({ settings }) => ({ address: String(settings['dkimPrivateKey']), snippet: null, dns: [] }),
    externalId: () => `<ada@example.com/${++times}>`,
    send: async (_, outbound) => {
      (outbound as { text: string }).text = 'changed';
      if (outbound.to.value === '') throw new Error('no address');
      if (outbound.use === 'code') throw new Problem('unexpected');
      return { outcome: 'failed', because: 'Rejected ada@example.com', words: '550 <ada@example.com> unknown' };
    },
    shows: () => ({ typing: 'loud' as 'shown', reads: 'all' }),
    signal: async () => {
      throw new Error('no route');
    },
    campaigns: () => ({ may: true, form: 'template', most: 0, counts: 'utf-16' }),
    pace: () => ({ account: { perSecond: 0, burst: 0 } }),
    test: async () => {
      throw new Error('no route');
    },
  };
  expect(await whatFails(broken, samples.email())).toEqual(sentences.filter((each) => each !== 'its settings fit its own schema'));
});

test('an adapter that cannot complete its settings goes no further', async () => {
  const broken: Adapter = { ...adapterOf('web-chat'), complete: async () => Promise.reject(new Error('no')) };
  expect(await whatFails(broken, samples['web-chat']())).toEqual(['it completes the settings that a person typed']);
});
