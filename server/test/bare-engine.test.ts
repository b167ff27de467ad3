// The SDK in an engine that has neither a DOM nor Node's globals, against a running Parley: what an app on a phone goes through in a day.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BareEngine, bareEngine } from './support/bare-engine.ts';
import { eventually, openHouse } from './support/house.ts';

let house: Awaited<ReturnType<typeof openHouse>>;
let staff: Awaited<ReturnType<typeof house.staffClient>>;
let key: string;
const engines: BareEngine[] = [];
const storage = new Map<string, string>();
let offline = false;

beforeAll(async () => {
  house = await openHouse();
  staff = await house.staffClient();
  const facts = { address: 'Street 1, Berlin', contactEmail: 'privacy@lantern.example.com', dpoContact: 'dpo@lantern.example.com' };
  await staff.call('changeWorkspace', { body: { ...facts, authority: 'Authority of Berlin' } });
  await staff.call('publishNotice', { body: {} });
  const chat = await eventually('the web chat opens', async () =>
    (await staff.call('listChannels')).items.find((each) => each.inbox.channel === 'web-chat'),
  );
  key = /data-key="([^"]+)"/.exec(chat.snippet ?? '')?.[1] ?? '';
  await staff.call('changeChannel', { params: { inbox: chat.inbox.id }, body: { settings: { fcm: 'sandbox' } } });
});
afterAll(async () => {
  for (const engine of engines) engine.kill();
  await house.stop();
});

async function start(): Promise<BareEngine> {
  const engine = await bareEngine(storage, () => offline);
  engines.push(engine);
  engine.run(`
    import { openVisitor } from '@parley/sdk/visitor';
    tell('globals', ['window', 'document', 'navigator', 'fetch', 'setTimeout', 'AbortController', 'TextDecoder', 'crypto', 'process', 'Buffer', 'require'].filter((name) => name in globalThis).join());
    const chat = await openVisitor({
      server: ${JSON.stringify(house.url)}, key: ${JSON.stringify(key)}, language: 'fr', ...device,
      onChange: (state) => tell('state', JSON.stringify(state)),
      onOver: (because) => tell('over', because),
    });
    globalThis.chat = chat;
    globalThis.run = (work) => work().then((value) => tell('done', JSON.stringify(value ?? null)), (error) => tell('failed', String(error)));
    tell('state', JSON.stringify(chat.state()));
  `);
  await eventually('the SDK is open', async () => engine.told.some(({ name }) => name === 'state'));
  return engine;
}
const last = (engine: BareEngine, name: string) => engine.told.findLast((each) => each.name === name)?.text;
const state = (engine: BareEngine) =>
  JSON.parse(last(engine, 'state') ?? '{}') as Record<'messages' | 'waiting', { text: string }[]> & { begun: boolean };
async function does(engine: BareEngine, work: string): Promise<unknown> {
  const before = engine.told.filter(({ name }) => name === 'done' || name === 'failed').length;
  engine.run(`run(async () => ${work});`);
  const found = await eventually(work, async () => engine.told.filter(({ name }) => name === 'done' || name === 'failed')[before]);
  if (found.name === 'failed') throw new Error(found.text);
  return JSON.parse(found.text);
}
const texts = (of: { text: string }[]) => of.map(({ text }) => text);

test('written offline, killed, started again: sent once, in order, and the answer arrives', async () => {
  const first = await start();
  expect(last(first, 'globals')).toBe('');
  const { notice } = (await does(first, 'chat.welcome()')) as { notice: { short: string } };
  expect(notice.short).toContain('Lantern & Loom');
  await does(first, 'chat.begin((await chat.welcome()).notice)');
  offline = true;
  await does(first, `chat.write('Où est ma lampe ? 💡')`);
  await does(first, `chat.write('Elle clignote.')`);
  expect(texts(state(first).waiting)).toEqual(['Où est ma lampe ? 💡', 'Elle clignote.']);
  first.kill();

  offline = false;
  const second = await start();
  expect(state(second)).toMatchObject({ begun: true, messages: [] });
  expect(texts(state(second).waiting)).toEqual(['Où est ma lampe ? 💡', 'Elle clignote.']);
  // the answer to the first message is lost on its way: what is kept still says that it waits
  const kept = storage.get(`parley:${key}`) ?? '';
  second.run('chat.wake();');
  await eventually('both are acknowledged', async () => state(second).waiting.length === 0);
  second.kill();
  storage.set(`parley:${key}`, kept);
  const third = await start();
  third.run('chat.wake();');
  await eventually('nothing waits', async () => state(third).waiting.length === 0 && state(third).messages.length >= 2);
  expect(texts(state(third).messages)).toEqual(['Où est ma lampe ? 💡', 'Elle clignote.']);

  const { items } = await staff.call('listConversations', { query: { view: 'all' } });
  expect(items).toHaveLength(1);
  await staff.call('addMessage', {
    params: { conversation: items[0]?.id ?? '' },
    body: { kind: 'message', text: 'Elle arrive — bientôt 🚚' },
  });
  await eventually('the answer arrives', async () => texts(state(third).messages).includes('Elle arrive — bientôt 🚚'));

  const device = await does(third, `chat.register({ kind: 'fcm', token: 'a-registration-token-of-a-phone' })`);
  expect(await does(third, 'chat.push()')).toMatchObject({ fcm: true, webPush: null, devices: [{ id: device }] });
  await does(third, 'chat.forget()');
  expect([...storage.keys()]).toEqual([]);
});
