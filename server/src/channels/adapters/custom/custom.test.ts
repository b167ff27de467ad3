// A custom channel with a system of the company's on the other side, which signs and checks by the official package of Standard Webhooks.
import { spawn } from 'node:child_process';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, openHouse } from '#test/house';

let house: Awaited<ReturnType<typeof openHouse>>;
let carol: Awaited<ReturnType<typeof house.staffClient>>;
let system: Server;
let channel: Awaited<ReturnType<typeof open>>;
let answerWith = 200;
const got: { id: string; type: string; data: Record<string, unknown> }[] = [];
const secretOf = (byte: number) => `whsec_${Buffer.alloc(32, byte).toString('base64')}`;
let secret = secretOf(1);
const urlOf = () => `http://127.0.0.1:${(system.address() as AddressInfo).port}/parley`;

const open = () => carol.call('addChannel', { body: { channel: 'custom', name: 'App', settings: { url: urlOf(), secret } } });
beforeAll(async () => {
  system = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += String(part);
    const headers = request.headers as Record<string, string>;
    const { type, data } = new Webhook(secret).verify(body, headers) as { type: string; data: Record<string, unknown> };
    got.push({ id: headers['webhook-id'] ?? '', type, data });
    response.writeHead(answerWith, answerWith === 503 ? { 'retry-after': '1' } : {}).end();
  });
  await new Promise<void>((resolve) => system.listen(0, '127.0.0.1', resolve));
  house = await openHouse({ environment: { PARLEY_INSIDE_HOSTS: `127.0.0.1:${(system.address() as AddressInfo).port} 127.0.0.1:59997` } });
  carol = await house.staffClient();
  const facts = { address: 'Musterweg 1, Berlin', contactEmail: 'hello@example.org', dpoContact: 'dpo@example.org', authority: 'BlnBDI' };
  await carol.call('changeWorkspace', { body: facts });
  await carol.call('publishNotice', { body: {} });
});
afterAll(async () => {
  await house.stop();
  system.close();
});

type Options = { secret?: string; at?: Date; raw?: string; headers?: Record<string, string> };
async function handIn(type: string, data: object, { secret: by = secret, at = new Date(), raw, headers = {} }: Options = {}) {
  const body = raw ?? JSON.stringify({ type, timestamp: at.toISOString(), data });
  const id = `evt_${Math.random()}`;
  const signed = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(by).sign(id, at, body),
  };
  const answer = await fetch(channel.webhook ?? '', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...signed, ...headers },
    body,
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}
const ada = { id: 'ada-1', name: 'Ada', language: 'de' };
const conversations = async () => (await carol.call('listConversations', { query: { view: 'all', limit: 100 } })).items;
const latest = async () => (await conversations())[0] as Awaited<ReturnType<typeof conversations>>[number];
const messagesOf = async (conversation: string) => (await carol.call('listMessages', { params: { conversation } })).items;
const answer = (conversation: string, text: string, attachments: string[] = []) =>
  carol.call('addMessage', { params: { conversation }, body: { kind: 'message', text, attachments } });
const becomes = (conversation: string, id: string, state: string) =>
  eventually(`it is ${state}`, async () => (await messagesOf(conversation)).find((each) => each.id === id && each.delivery === state));

describe('a custom channel', () => {
  it('opens with a secret that is never shown, and asks the other side for a sign of life', async () => {
    await expect(
      carol.call('addChannel', { body: { channel: 'custom', name: 'App', settings: { url: 'http://example.com', secret } } }),
    ).rejects.toMatchObject({ code: 'invalid' });
    channel = await open();
    expect(channel).toMatchObject({ recipient: null, webhook: expect.stringContaining('/hooks/custom/') });
    expect(JSON.stringify(channel)).not.toContain(secret.slice(6));
    const params = { inbox: channel.inbox.id };
    expect(await carol.call('testChannel', { params })).toMatchObject({ ok: true });
    expect(got.at(-1)).toMatchObject({ type: 'channel.tested' });
    await carol.call('changeChannel', { params, body: { settings: { url: 'https://169.254.169.254/latest' } } });
    expect(await carol.call('testChannel', { params })).toMatchObject({
      ok: false,
      words: expect.stringContaining('leads into a network'),
    });
    await carol.call('changeChannel', { params, body: { settings: { url: urlOf() } } });
  });

  it('takes in nothing that is unsigned, old, or does not fit, and says in a Problem what is wrong without quoting it', async () => {
    const said = { id: 'm-0', from: ada, text: 'forged' };
    expect((await handIn('message.received', said, { secret: secretOf(9) })).status).toBe(401);
    expect((await handIn('message.received', said, { at: new Date(Date.now() - 3_600_000) })).status).toBe(401);
    expect((await handIn('message.received', said, { headers: { 'webhook-signature': '' } })).status).toBe(401);
    expect(await handIn('', {}, { raw: 'no json' })).toMatchObject({ status: 422 });
    expect(await handIn('message.sung', said)).toMatchObject({ status: 422, body: { title: expect.stringContaining('message.received') } });
    const ahead = { type: 'message.received', timestamp: new Date(Date.now() + 3_600_000).toISOString(), data: said };
    expect(await handIn('', {}, { raw: JSON.stringify(ahead) })).toMatchObject({
      status: 422,
      body: { title: expect.stringContaining('ahead') },
    });
    const bad = await handIn('message.received', {
      ...said,
      from: { id: 'a violet umbrella' },
      text: 'x'.repeat(20_001),
      files: [{ name: '', type: '', content: '*' }],
    });
    expect(bad).toMatchObject({
      status: 422,
      body: { fields: expect.arrayContaining([expect.objectContaining({ path: 'body/data/from/id' })]) },
    });
    expect(JSON.stringify(bad.body)).not.toContain('umbrella');
    expect((await fetch(channel.webhook ?? '')).status).toBe(405);
    expect((await fetch(`${channel.webhook}`.replace(/[0-9a-f]{40}$/, '0'.repeat(40)), { method: 'POST' })).status).toBe(404);
    expect(await conversations()).toEqual([]);
  });

  it('says that nobody is there before it takes in megabytes', async () => {
    const nowhere = `${channel.webhook}`.replace(/[0-9a-f]{40}$/, '0'.repeat(40));
    const asked = request(nowhere, { method: 'POST', headers: { 'content-type': 'application/json', 'content-length': 15_000_000 } });
    const status = await new Promise((resolve, reject) => {
      asked.once('response', (response) => resolve(response.statusCode)).once('error', reject);
      asked.write('{'); // and nothing more
    });
    asked.destroy();
    expect(status).toBe(404);
  });

  it('carries words and files both ways, follows edits, unsends and receipts, and stops when told', async () => {
    const file = { name: 'bill.txt', type: 'text/plain', content: Buffer.from('nine euros').toString('base64') };
    const first = { id: 'm-1', from: ada, text: 'The shade is crooked.', files: [file] };
    expect(await handIn('message.received', first)).toMatchObject({ status: 200, body: { outcome: 'stored' } });
    expect((await handIn('message.received', first)).body).toEqual({ outcome: 'repeated' });
    const { id: conversation, person } = await latest();
    const sent = await answer(conversation, 'We send a new one.');
    await becomes(conversation, sent.id, 'sent');
    expect(got.at(-1)).toMatchObject({
      id: sent.id,
      type: 'message.sent',
      data: { id: sent.id, to: 'ada-1', text: expect.stringMatching(/^We send a new one\.\n\nIhre Wahl: http:\S+\/p\/\S+$/), files: [] },
    });
    await handIn('message.read', { id: sent.id });
    await becomes(conversation, sent.id, 'read');
    expect((await handIn('message.reacted', { id: sent.id, from: ada, reaction: '🎉' })).body).toEqual({ outcome: 'done' });
    const [later, before] = [new Date(), new Date(Date.now() - 60_000)];
    expect((await handIn('message.edited', { id: 'm-1', from: ada, text: 'The shade is bent.' }, { at: later })).body).toEqual({
      outcome: 'done',
    });
    expect((await handIn('message.edited', { id: 'm-1', from: ada, text: 'The shade was bent.' }, { at: before })).body).toEqual({
      outcome: 'repeated',
    });
    const again = { id: 'm-1', from: ada, text: 'The shade is bent.', sequence: 999 }; // at the same moment
    expect((await handIn('message.edited', again, { at: later })).body).toEqual({ outcome: 'done' });
    expect((await handIn('message.edited', { id: 'm-1', from: { id: 'boris-1' }, text: 'Mine.' })).body).toEqual({ outcome: 'unknown' });
    expect(await messagesOf(conversation)).toMatchObject([
      { text: 'The shade is bent.', attachments: [{ name: 'bill.txt' }] },
      { text: 'We send a new one.', changes: { reaction: '🎉' } },
    ]);
    expect((await handIn('message.unsent', { id: 'm-1', from: ada })).body).toEqual({ outcome: 'done' });
    expect((await messagesOf(conversation))[0]).toMatchObject({ text: '', attachments: [], changes: { unsent: expect.any(String) } });
    expect((await handIn('message.unsent', { id: 'm-2', from: ada })).body).toEqual({ outcome: 'unknown' });
    expect((await handIn('message.received', { id: 'm-2', from: ada, text: 'regretted' })).body).toEqual({
      outcome: 'dropped',
      because: 'taken-back',
    });
    expect((await handIn('person.stopped', { from: ada })).body).toEqual({ outcome: 'known' });
    await handIn('person.started', { from: ada }, { at: new Date(Date.now() - 60_000) }); // from before the stop
    const historyOf = async () => (await carol.call('readConsents', { params: { person: person.id } })).history;
    expect(await historyOf()).toContainEqual(expect.objectContaining({ channel: 'custom', state: 'withdrawn', method: 'signal' }));
    const standing = async () =>
      (await historyOf()).find(({ purpose, channel: on }) => purpose === 'service-messages' && on === 'custom')?.state;
    const toldLate = (type: string, data: object) =>
      handIn(type, data, { raw: JSON.stringify({ type, timestamp: new Date(Date.now() - 600_000).toISOString(), data }) });
    await toldLate('message.received', { id: 'm-late', from: ada, text: 'START' }); // from before the stop as well
    await handIn('message.received', { id: 'm-mended', from: ada, text: 'SATRT' });
    await toldLate('message.edited', { id: 'm-mended', from: ada, text: 'START' });
    expect(await standing()).toBe('withdrawn');
    await handIn('message.received', { id: 'm-start', from: ada, text: 'START' });
    expect(await standing()).not.toBe('withdrawn');
  });

  it('tries again under the same id, and is signed by both secrets while one takes the other’s place', async () => {
    await handIn('message.received', { id: 'm-3', from: { id: 'boris-1' }, text: 'Hello' });
    const { id: conversation } = await latest();
    answerWith = 503;
    const sent = await answer(conversation, 'Good day.');
    await eventually('it was put off', async () => (await messagesOf(conversation)).find((each) => each.id === sent.id)?.deliveryWords);
    answerWith = 200;
    await becomes(conversation, sent.id, 'sent');
    expect(new Set(got.filter(({ data }) => data['id'] === sent.id).map(({ id }) => id))).toEqual(new Set([sent.id]));
    const params = { inbox: channel.inbox.id };
    await carol.call('changeChannel', { params, body: { settings: { secret: secretOf(2) } } });
    const third = carol.call('changeChannel', { params, body: { settings: { secret: secretOf(3) } } });
    await expect(third).rejects.toMatchObject({ code: 'invalid' }); // one is being changed already
    await carol.call('testChannel', { params }); // the other side still checks by the old one
    expect(got.at(-1)?.type).toBe('channel.tested');
    expect((await handIn('message.received', { id: 'm-4', from: { id: 'boris-1' }, text: 'signed by the old one' })).status).toBe(200);
    secret = secretOf(2);
    expect((await handIn('message.received', { id: 'm-5', from: { id: 'boris-1' }, text: 'signed by the new one' })).status).toBe(200);
    expect(await carol.call('testChannel', { params })).toMatchObject({ ok: true });
    await carol.call('changeChannel', { params, body: { settings: { secretBefore: '-' } } });
    expect((await handIn('message.received', { id: 'm-6', from: ada, text: 'too late' }, { secret: secretOf(1) })).status).toBe(401);
  });

  it('reaches nobody by a second channel who was met on the first alone', async () => {
    await handIn('message.received', { id: 'm-7', from: { id: 'boris-1' }, text: 'Still here' });
    const { person } = await latest();
    const second = await carol.call('addChannel', { body: { channel: 'custom', name: 'Shop', settings: { url: urlOf(), secret } } });
    const letter = { person: person.id, inbox: second.inbox.id, purpose: 'service-messages', text: 'Your lamp is on its way.' };
    await expect(carol.call('startConversation', { body: letter })).rejects.toMatchObject({ code: 'invalid' });
    const sent = await carol.call('startConversation', { body: { ...letter, inbox: channel.inbox.id } });
    await eventually('it came', async () => got.some(({ data }) => String(data['text']).startsWith(`${letter.text}\n\n`)));
    expect(sent).toBeTruthy();
  });

  it('tells the other side what to forget when a person is erased', { timeout: 60_000 }, async () => {
    await handIn('message.received', { id: 'm-9', from: { id: 'carol-9' }, text: 'Forget me' });
    const { person } = await latest();
    const request = await carol.call('openRequest', { body: { person: person.id, kind: 'erasure' } });
    await carol.call('approveRequest', { params: { request: request.id } });
    await eventually('it was told', async () =>
      got.some(({ type, data }) => type === 'messages.forgotten' && String(data['ids']) === 'm-9'),
    );
  });

  it('is spoken by the example of the guide', { timeout: 60_000 }, async () => {
    const example = path.join(import.meta.dirname, '../../../../../docs/guides/examples/custom-channel.mjs');
    await carol.call('changeChannel', { params: { inbox: channel.inbox.id }, body: { settings: { url: 'http://127.0.0.1:59997/' } } });
    const environment = { ...process.env, HOOK: channel.webhook ?? '', SECRET: secret, PORT: '59997' };
    const running = spawn(process.execPath, [example, 'ada-7', 'The lamp flickers'], {
      env: environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    running.stdout.on('data', (part) => {
      said += String(part);
    });
    try {
      const { id: conversation } = await eventually('it came', async () =>
        (await conversations()).find(({ excerpt }) => excerpt === 'The lamp flickers'),
      );
      const sent = await answer(conversation, 'Turn it once.');
      await becomes(conversation, sent.id, 'delivered');
      expect(said).toContain('to ada-7: Turn it once.');
    } finally {
      running.kill();
    }
  });
});
