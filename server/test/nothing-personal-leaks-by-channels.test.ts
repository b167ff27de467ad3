// As nothing-personal-leaks, by the other doors: every channel that words come in by, spoken to by its emulator over its real webhook or line, and by somebody who forges; a kiosk in a store; the
// rights centre; devices that are woken. Also the addresses are looked at that the house calls outside, and what push services are told.
import { deviceRoutes, visitorRoutes } from '@parley/contract/routes';
import { createClient } from '@parley/sdk';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { config } from '#kit/config';
import { wake } from '#kit/outbox';
import { eventually } from '#test/house';
import { everyChannel } from '#test/many-channels';
import { nothingSpilt, type Spills, watchSpills } from '#test/spills';
import { openStore } from '#test/store-house';
import { emulator } from '../src/channels/push/emulator/emulator.ts';

/** One word for each door, so that a trace tells by which it came in; and the numbers by which people are known there. */
const word = (door: string) => `Zinnober-${door}`;
const [phone, chatId] = ['+12025550143', '5000000000000143'];
const terms = ['zinnober', phone.slice(1), chatId];
let shop: Awaited<ReturnType<typeof openStore>>;
let spills: Spills;
const inboxes: { title: string; name: string; inbox: string; webhook: string | null }[] = [];

beforeAll(async () => {
  shop = await openStore();
  spills = await watchSpills(shop.house, terms);
  await shop.staff.call('moveSandboxSwitch', { body: { isOn: true } });
  const mine = (await shop.staff.call('listChannels')).items;
  for (const { name, title, kind } of everyChannel) {
    const known = name === 'web-chat' || name === 'email' ? mine.find(({ inbox }) => inbox.channel === name) : undefined;
    const url = name === 'custom' && { url: 'https://system.example.com/parley' };
    const added =
      known ?? (await shop.staff.call('addChannel', { body: { channel: name, name: title, settings: { ...kind.given, ...url } } }));
    inboxes.push({ title, name, inbox: added.inbox.id, webhook: added.webhook });
  }
});
afterAll(async () => {
  await spills.stop();
  await shop.house.stop();
});

const threads = async () => (await shop.staff.call('listConversations', { query: { view: 'all', limit: 100 } })).items;
const senderOn = (name: string) => (name === 'telegram' ? chatId : name === 'email' ? 'zinnober.mail@example.com' : phone);

it('what comes in by any channel, is answered there and is forged there shows nowhere', { timeout: 180_000 }, async () => {
  const { staff } = shop;
  for (const { title, name, inbox } of inboxes) {
    await staff.call('writeInSandbox', { params: { inbox }, body: { from: senderOn(name), text: word(title.replace(' ', '-')) } });
    const thread = await eventually(`${title} came in`, async () =>
      (await threads()).find(({ excerpt }) => excerpt === word(title.replace(' ', '-'))),
    );
    const { id } = await staff.call('addMessage', {
      params: { conversation: thread.id },
      body: { kind: 'message', text: word(`answer-on-${title.replace(' ', '-')}`) },
    });
    await eventually(`the answer left by ${title}`, async () => {
      const { items } = await staff.call('listMessages', { params: { conversation: thread.id } });
      return items.find((each) => each.id === id && ['sent', 'delivered', 'read'].includes(each.delivery));
    });
  }
  const hooks = inboxes.flatMap(({ webhook, name }) => (webhook === null ? [] : [{ webhook: new URL(webhook).pathname, name }]));
  expect(new Set(hooks.map(({ name }) => name)).size).toBeGreaterThan(4);
  for (const { webhook, name } of hooks)
    for (const type of ['application/json', 'application/x-www-form-urlencoded', `text/${word('type')}`]) {
      const signed = Object.fromEntries(
        [
          'x-twilio-signature',
          'x-hub-signature-256',
          'x-line-signature',
          'x-viber-content-signature',
          'x-telegram-bot-api-secret-token',
          'webhook-signature',
        ].map((each) => [each, word('signature')]),
      );
      const headers = { 'content-type': type, 'user-agent': word('agent'), referer: `https://${word('referer')}.example.com/`, ...signed };
      const said = JSON.stringify({ Body: word(`forged-${name}`), From: phone, [word('field')]: word('value') });
      await spills.refused('POST', `${webhook}?${word('name')}=${word('query')}`, said, headers);
      await spills.refused('POST', `${webhook}/${word('path')}`, said, headers);
    }
  expect(await spills.places()).toEqual(nothingSpilt);
  expect(spills.called.length, 'addresses were called').toBeGreaterThan(inboxes.length / 2);
});

it('what is said, given and asked for at a kiosk shows nowhere', { timeout: 60_000 }, async () => {
  const sitting = await shop.sit();
  await shop.ask(sitting, word('kiosk-question'));
  await shop.prove(sitting, 'zinnober.kiosk@example.com');
  await sitting.call('requestAtKiosk', { body: { kind: 'rectification', text: word('kiosk-request') } });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${word('sitting')}` };
  await spills.refused('POST', '/v1/kiosk/sitting/questions', JSON.stringify({ clientId: word('id'), text: word('unknown') }), headers);
  await spills.refused('POST', '/v1/kiosks', JSON.stringify({ code: word('code') }), headers);
  await spills.refused('POST', '/v1/hand-overs', JSON.stringify({ token: word('token') }), headers);
  await spills.refused('GET', `/v1/store-pages/${word('key')}?language=${word('language')}`);
  expect(await spills.places()).toEqual(nothingSpilt);
});

it('what somebody asks for at the rights centre shows nowhere', { timeout: 60_000 }, async () => {
  const { house, staff } = shop;
  const key = (await staff.call('me')).workspace.centreKey;
  const email = 'zinnober.kiosk@example.com';
  const before = (await staff.call('listCaptured')).items.length;
  await house.publicClient().call('requestCode', { params: { key }, body: { email } });
  const code = await eventually('the code is mailed', async () => {
    const { items } = await staff.call('listCaptured');
    return (
      items.length > before &&
      /(\d{4}) ?(\d{4})/
        .exec(items.find(({ to }) => to === email)?.text ?? '')
        ?.slice(1)
        .join('')
    );
  });
  const { token } = await house.publicClient().call('startPersonSession', { params: { key }, body: { email, code } });
  const me = house.personClient(token);
  await me.call('openMyRequest', { body: { kind: 'objection', purpose: 'marketing', text: word('my-request') } });
  await me.call('readMe');
  const page = await fetch(`${house.url}/privacy/${key}?${word('page-name')}=${word('page-query')}`, {
    headers: {
      accept: 'text/html',
      'user-agent': word('centre-agent'),
      'accept-language': word('language'),
      cookie: `x=${word('cookie')}`,
    },
  });
  expect(page.status).toBe(200);
  await page.text();
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  await spills.refused('POST', '/v1/person/requests', JSON.stringify({ kind: word('kind'), text: word('text') }), headers);
  await spills.refused('POST', `/v1/person/identities/${word('identity')}/disownment`, '{}', headers);
  await spills.refused('GET', `/v1/person/requests/${word('request')}/archive?${word('a')}=${word('b')}`, undefined, headers);
  await spills.refused('POST', `/v1/centres/${key}/sessions`, JSON.stringify({ email, code: '0000 0000' }), headers);
  expect(await spills.places()).toEqual(nothingSpilt);
});

it('what wakes a device says nothing of what waits there, and nothing else shows it', { timeout: 60_000 }, async () => {
  const { house, staff } = shop;
  const chat = (await staff.call('listChannels')).items.find(({ inbox }) => inbox.channel === 'web-chat');
  const key = /data-key="([^"]+)"/.exec(chat?.snippet ?? '')?.[1] ?? '';
  const services = await emulator(house.tools, { key });
  const { host } = new URL(services.google.url);
  config.set(house.tools, { ...config.of({ tools: house.tools }), pushHosts: host, insideHosts: host });
  await staff.call('changeChannel', { params: { inbox: chat?.inbox.id ?? '' }, body: { settings: { fcm: 'sandbox' } } });
  const { notice } = await house.publicClient().call('readWidget', { params: { key } });
  const body = { language: 'en', noticeId: notice.id, noticeHash: notice.hash } as const;
  const visit = await house.publicClient().call('startVisit', { params: { key }, body });
  const client = createClient({ routes: { ...visitorRoutes, ...deviceRoutes }, baseUrl: house.url, token: () => visit.token });
  await client.call('addVisitMessage', { body: { clientId: 'wake-me-1', text: word('wake-me') } });
  await client.call('registerDevice', { body: { kind: 'fcm', token: 'a'.repeat(40) } });
  const thread = await eventually('it came in', async () => (await threads()).find(({ excerpt }) => excerpt === word('wake-me')));
  await staff.call('addMessage', { params: { conversation: thread.id }, body: { kind: 'message', text: word('waits-for-you') } });
  const pushed = await eventually('a device is woken', async () => {
    house.passTime(1_000); // whoever looks would have fetched it by then
    wake.of(house)(house.workspace);
    return services.state.pushed.length > 0 && services.state.pushed;
  });
  const told = pushed.map((push) => JSON.stringify({ ...push, body: push.body.toString('latin1') }));
  expect(told.filter((text) => terms.some((term) => text.toLowerCase().includes(term)))).toEqual([]);
  expect(await spills.places()).toEqual(nothingSpilt);
});

it('each place is searched: an address that says a word is found, called by either way of Node', async () => {
  const { createServer, get } = await import('node:http');
  const outside = createServer((_, response) => response.end());
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
  const { port } = outside.address() as { port: number };
  await fetch(`http://127.0.0.1:${port}/to?of=%5Ainnober-fetch`);
  await new Promise((resolve) =>
    get(`http://127.0.0.1:${port}/zinnober-get`, (response) => response.resume().on('end', resolve as () => void)),
  );
  await spills.admin.query("INSERT INTO queue_seen VALUES ('wsp', 'Zinnober')");
  spills.refusals.push('Zinnober');
  outside.close();
  const found = await spills.places();
  expect(found.calls.map((url) => new URL(url).pathname)).toEqual(['/to', '/zinnober-get']);
  expect([found.refusals, found.database]).toEqual([['Zinnober'], ['queue_seen.payload']]);
});
