// Providers that are told by their API where to post: what they were told is then used to post, so that an address which is only nearly right fails.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { config } from '#kit/config';
import type { InboxId } from '#kit/ids';
import { postAsMailgun, postAsPostmark, postAsSendGrid, signingKey } from '#test/mail-posting';
import { type MailProviders, mailgunKey, openMailProviders, postmarkToken, sendgridKey } from '#test/mail-providers';
import { openTextHouse } from '#test/sms-house';
import { accountIn } from '../../../../accounts.ts';
import { switchSandbox } from '../../../../switch/switch.ts';
import type { PostedSettings } from '../settings.ts';

let bench: Awaited<ReturnType<typeof openTextHouse>>;
let there: MailProviders;
let made = 0;

beforeAll(async () => {
  there = await openMailProviders();
  const environment = { PARLEY_MAILGUN_URL: there.url, PARLEY_SENDGRID_URL: there.url, PARLEY_POSTMARK_URL: there.url };
  bench = await openTextHouse({ ...environment, PARLEY_INSIDE_HOSTS: new URL(there.url).host });
});
afterAll(async () => {
  await bench?.house.stop();
  await there?.stop();
});
beforeEach(() => {
  const { mailgun, sendgrid, postmark, calls } = there;
  for (const urls of mailgun.domains.values()) urls.clear();
  for (const each of [mailgun.routes, sendgrid.webhooks, postmark.webhooks, calls]) each.length = 0;
  for (const each of [sendgrid.settings, sendgrid.policies, sendgrid.signers]) each.clear();
  Object.assign(postmark.server, { InboundHookUrl: '', RawEmailEnabled: false });
});

const mailgun = { postedBy: 'mailgun', hookSecret: signingKey, hookApiKey: mailgunKey };
const sendgrid = { postedBy: 'sendgrid', hookApiKey: sendgridKey };
const postmark = { postedBy: 'postmark', hookApiKey: postmarkToken };
async function open(given: object, as?: string) {
  made += 1;
  const address = as ?? `help${made}@example.com`;
  const settings = { address, feed: 'webhook', ...given };
  const channel = await bench.carol.call('addChannel', { body: { channel: 'email', name: address, settings } });
  const params = { inbox: channel.inbox.id };
  return {
    ...{ address, channel, params, url: channel.webhook ?? '' },
    connect: () => bench.carol.call('connectChannel', { params }),
    test: () => bench.carol.call('testChannel', { params }),
    change: (changed: object) => bench.carol.call('changeChannel', { params, body: { settings: { ...changed } } }),
    settings: async () => (await accountIn(bench.house.tools, bench.house.workspace, params.inbox as InboxId))?.settings as PostedSettings,
  };
}
const mail = (to: string, text: string): string =>
  `From: Ada <ada@example.net>\r\nTo: ${to}\r\nMessage-ID: <${text.replace(/\W/g, '')}.${Math.random()}@example.net>\r\nSubject: My lamp\r\n\r\n${text}\r\n`;
const texts = async () => (await bench.conversations()).map(({ excerpt }) => excerpt);
const done = { ok: true, words: expect.stringContaining('is posted here from now on') };
const comesHere = { ok: true, words: expect.stringContaining('posts here what is mailed to the address') };

describe('Mailgun', () => {
  test('forwards what is mailed to the address and its sub-addresses, and nothing else, by one route however often it is set', async () => {
    const inbox = await open(mailgun, 'care.team@example.com');
    expect(await inbox.test()).toMatchObject({ ok: false, words: expect.stringContaining('does not come here yet') });
    expect(await inbox.connect()).toEqual(done);
    const [route] = there.mailgun.routes;
    expect(await inbox.connect()).toEqual(done);
    expect(there.mailgun.routes).toEqual([route]);
    expect(route).toMatchObject({ description: `Parley, inbox ${inbox.params.inbox}`, actions: [`forward("${inbox.url}")`] });
    expect(await postAsMailgun(there, 'Care.Team+r.abc@EXAMPLE.com', mail(inbox.address, 'By the route.'))).toEqual([200]);
    expect(await texts()).toContain('By the route.');
    for (const other of [
      'careXteam@example.com',
      'my.care.team@example.com',
      'care.team@example.com.example.net',
      'care.teams@example.com',
    ])
      expect(await postAsMailgun(there, other, mail(other, 'Never.'))).toEqual([]);
    expect(await inbox.test()).toMatchObject(comesHere);
  });

  test('is told of complaints, unsubscribes and bounces alone, beside whoever is told of them already', async () => {
    const inbox = await open(mailgun);
    const webhooks = there.mailgun.domains.get('example.com');
    webhooks?.set('complained', ['https://crm.example.com/mailgun', `https://old.example.com${new URL(inbox.url).pathname}`]);
    await inbox.connect();
    expect(Object.fromEntries(webhooks ?? [])).toEqual({
      complained: ['https://crm.example.com/mailgun', inbox.url],
      unsubscribed: [inbox.url],
      permanent_fail: [inbox.url],
    });
    const second = await open(mailgun);
    expect(await second.connect()).toEqual(done); // the first hears for all
    expect(webhooks?.get('unsubscribed')).toEqual([inbox.url]);
    expect(there.mailgun.routes).toHaveLength(2);
    expect(await second.test()).toMatchObject(comesHere);
  });

  test('a route that somebody made by hand stays, and what was doubled goes', async () => {
    const byHand = await open(mailgun);
    const route = {
      id: 'a1',
      priority: 5,
      description: 'ours',
      expression: 'catch_all()',
      actions: [`forward('${byHand.url}')`, 'stop()'],
    };
    there.mailgun.routes.push(route);
    expect(await byHand.connect()).toEqual(done);
    expect(there.mailgun.routes).toEqual([route]);
    const doubled = await open(mailgun);
    await doubled.connect();
    there.mailgun.routes.push({ ...(there.mailgun.routes[1] as typeof route), id: 'b2' }, { ...route, id: 'c3', description: 'another' });
    await doubled.connect();
    expect(there.mailgun.routes.map(({ description }) => description)).toEqual([
      'ours',
      `Parley, inbox ${doubled.params.inbox}`,
      'another',
    ]);
  });

  test('is looked through to the last page, and says why it cannot be set', async () => {
    const inbox = await open(mailgun);
    const others = Array.from({ length: 1_500 }, (_, n) => ({
      id: `f${n}`,
      priority: 0,
      description: '',
      expression: 'catch_all()',
      actions: [],
    }));
    there.mailgun.routes.push(...others);
    await inbox.connect();
    await inbox.connect();
    expect(there.mailgun.routes).toHaveLength(1_501);
    const webhooks = there.mailgun.domains.get('example.com');
    webhooks?.set('complained', ['https://a.example.com/', 'https://b.example.com/', 'https://c.example.com/']);
    expect(await inbox.connect()).toEqual({ ok: false, words: expect.stringContaining('takes no more') });
    await inbox.change({ hookDomain: 'mail.example.com' });
    expect(await inbox.connect()).toEqual({ ok: false, words: expect.stringContaining('does not know the domain') });
    await inbox.change({ hookApiKey: 'key-of-somebody-else-entirely' });
    expect(await inbox.connect()).toEqual({ ok: false, words: expect.stringContaining('does not accept the API key') });
    expect(await inbox.test()).toMatchObject({ ok: false, words: expect.stringContaining('does not accept the API key') });
  });
});

describe('SendGrid', () => {
  test('posts the raw mail and events under signatures whose keys are kept, and they stay as they are', async () => {
    const inbox = await open({ ...sendgrid, hookDomain: 'Parse.example.com' });
    expect(await inbox.connect()).toEqual(done);
    const { hookKey, hookSecret } = await inbox.settings();
    expect([hookKey.split(' ').length, hookSecret.length]).toEqual([2, 43]);
    expect(await postAsSendGrid(there, { host: 'parse.example.com', raw: mail(inbox.address, 'Under a policy.') })).toBe(200);
    expect(await texts()).toContain('Under a policy.');
    expect(await postAsSendGrid(there, { events: [{ event: 'processed' }] })).toBe(200);
    const { public_key: _, id: __, ...webhook } = there.sendgrid.webhooks[0] ?? {};
    expect(webhook).toMatchObject({ enabled: true, bounce: true, spam_report: true, unsubscribe: true, open: false, click: false });
    expect(await inbox.connect()).toEqual(done);
    expect(await inbox.settings()).toMatchObject({ hookKey, hookSecret });
    expect([there.sendgrid.webhooks.length, there.sendgrid.policies.size]).toEqual([1, 1]);
    expect(await inbox.test()).toMatchObject(comesHere);
    there.sendgrid.policies.clear(); // attached again, with other keys
    expect(await inbox.connect()).toEqual(done);
    expect((await inbox.settings()).hookKey).not.toBe(hookKey);
    expect(await postAsSendGrid(there, { host: 'parse.example.com', raw: mail(inbox.address, 'Under another.') })).toBe(200);
  });

  test('what left there unsigned, before the keys were known, still counts by its password for four days, and then no more', async () => {
    const inbox = await open(sendgrid);
    await inbox.connect();
    const unsigned = (text: string) => postAsSendGrid(there, { host: 'example.com', raw: mail(inbox.address, text), unsigned: true });
    expect(await unsigned('On its way.')).toBe(200);
    bench.house.passTime(4 * 86_400_000 + 60_000);
    try {
      expect(await unsigned('Too late.')).toBe(401);
    } finally {
      bench.house.passTime(-4 * 86_400_000 - 60_000);
    }
  });

  test('a domain that is posted to a system that is not ours is left to it', async () => {
    const inbox = await open(sendgrid);
    const setting = { hostname: 'example.com', url: 'https://tickets.example.com/in', send_raw: false, spam_check: false };
    there.sendgrid.settings.set('example.com', setting);
    expect(await inbox.connect()).toEqual({ ok: false, words: expect.stringContaining('to another address already') });
    expect(there.sendgrid.settings.get('example.com')).toEqual(setting);
    there.sendgrid.settings.set('example.com', { ...setting, url: `https://old.example.com${new URL(inbox.url).pathname}` });
    expect(await inbox.connect()).toEqual(done);
  });

  test('a domain that leads to another inbox is not taken over, one that is not set up there is named, and a plan may be full', async () => {
    const first = await open(sendgrid);
    await first.connect();
    const second = await open(sendgrid);
    expect(await second.connect()).toEqual({ ok: false, words: expect.stringContaining('another inbox of yours') });
    expect(String(there.sendgrid.settings.get('example.com')?.['url'])).toContain(new URL(first.url).pathname);
    await second.change({ hookDomain: 'shop.example.com' });
    expect(await second.connect()).toEqual({ ok: false, words: expect.stringContaining('takes no mail for the domain') });
    await second.change({ hookDomain: 'parse.example.com' });
    expect(await second.connect()).toEqual(done); // events are told to the first, which hears for both
    expect([there.sendgrid.webhooks.length, (await second.settings()).hookKey.split(' ').length]).toEqual([1, 1]);
    there.sendgrid.webhooks.splice(0, 1, { id: 'w1', url: 'https://crm.example.com/1' }, { id: 'w2', url: 'https://crm.example.com/2' });
    expect(await second.connect()).toEqual({ ok: false, words: expect.stringContaining('may allow no further one') });
  });
});

describe('Postmark', () => {
  test('posts the raw mail with a password that nobody had to think of, and has a webhook for each stream by which mail leaves', async () => {
    const inbox = await open(postmark);
    expect(await inbox.connect()).toEqual(done);
    expect(await inbox.connect()).toEqual(done);
    expect(await postAsPostmark(there, { raw: mail(inbox.address, 'With the password.') })).toBe(200);
    expect(await texts()).toContain('With the password.');
    const shown = there.postmark.webhooks.map(({ MessageStream, Url, Triggers }) => ({ MessageStream, Url, Triggers }));
    const Triggers = {
      Bounce: { Enabled: true, IncludeContent: false },
      SpamComplaint: { Enabled: true, IncludeContent: false },
      SubscriptionChange: { Enabled: true },
    };
    expect(shown).toEqual(['outbound', 'broadcast'].map((MessageStream) => ({ MessageStream, Url: inbox.url, Triggers })));
    expect(await postAsPostmark(there, { stream: 'broadcast', event: { RecordType: 'SubscriptionChange', Metadata: {} } })).toBe(200);
    expect(await inbox.test()).toMatchObject(comesHere);
    await inbox.change({ hookSecret: 'a-password-of-our-own' });
    await inbox.connect();
    expect([await postAsPostmark(there, { raw: mail(inbox.address, 'With another.') }), there.postmark.webhooks.length]).toEqual([200, 2]);
  });

  test('a server that posts to a system that is not ours is left to it, and an address of this inbox from before is renewed', async () => {
    const inbox = await open(postmark);
    Object.assign(there.postmark.server, { InboundHookUrl: 'https://tickets.example.com/in' });
    expect(await inbox.connect()).toEqual({ ok: false, words: expect.stringContaining('posts to another address already') });
    expect(there.postmark.server).toMatchObject({ InboundHookUrl: 'https://tickets.example.com/in', RawEmailEnabled: false });
    expect(there.postmark.webhooks).toEqual([]);
    Object.assign(there.postmark.server, { InboundHookUrl: `https://old.example.com${new URL(inbox.url).pathname}` });
    expect(await inbox.connect()).toEqual(done);
    expect(await inbox.test()).toMatchObject(comesHere);
  });

  test('a server that posts to another inbox is not taken over', async () => {
    const first = await open(postmark);
    await first.connect();
    expect(await (await open(postmark)).connect()).toEqual({ ok: false, words: expect.stringContaining('posts to another inbox') });
    expect(await postAsPostmark(there, { raw: mail(first.address, 'Still the first.') })).toBe(200);
    expect(await texts()).toContain('Still the first.');
  });
});

test('more channels tried and connected at one moment than there are connections are all answered', { timeout: 60_000 }, async () => {
  const inbox = await open(postmark);
  await inbox.connect();
  const told = await Promise.all(Array.from({ length: 30 }, (_, at) => (at % 5 === 0 ? inbox.connect() : inbox.test())));
  expect(told.every(({ ok }) => ok)).toBe(true);
});

test('keys are sealed, shown to nobody, and go with the poster they are of', async () => {
  const inbox = await open(postmark);
  const { settings } = inbox.channel;
  expect([settings['hookKeyed'], settings['hookApiKey'], settings['hookSecret']]).toEqual([true, undefined, undefined]);
  const stored = {
    name: 'test.settings',
    text: 'SELECT settings::text AS text FROM channel_accounts WHERE workspace_id = $1 AND inbox_id = $2',
  };
  const { text } = await bench.house.act((ctx) => ctx.db.one<{ text: string }>(stored, [ctx.workspace, inbox.params.inbox]));
  expect(text).not.toContain(postmarkToken);
  await inbox.change({ fromName: 'Lantern & Loom' });
  expect((await inbox.settings()).hookApiKey).toBe(postmarkToken);
  await expect(inbox.change({ postedBy: 'mailgun' })).rejects.toMatchObject({ code: 'invalid' }); // the password there is no signing key here
  await inbox.change({ postedBy: 'mailgun', hookSecret: signingKey });
  expect(await inbox.settings()).not.toHaveProperty('hookApiKey');
  expect(bench.house.log.join('\n')).not.toContain(postmarkToken);
});

test('without a key it says how, by an address that is not https the real provider is told nothing, and nobody while the sandbox is on', async () => {
  const byHand = await open({ postedBy: 'mailgun', hookSecret: signingKey });
  expect(await byHand.connect()).toEqual({ ok: false, words: expect.stringContaining('No API key is set') });
  expect(await byHand.test()).toMatchObject({ ok: true, words: expect.stringContaining('whoever proves') });
  const [inbox, ses] = [await open(mailgun), await open({ postedBy: 'ses', hookTopic: 'arn:aws:sns:eu-central-1:123456789012:mail' })];
  await expect(ses.connect()).rejects.toMatchObject({ code: 'conflict' }); // a topic asks by itself
  const { tools } = bench.house;
  const before = config.of({ tools });
  config.set(tools, { ...before, mailgunUrl: 'https://api.mailgun.net' });
  expect(await inbox.connect()).toEqual({ ok: false, words: expect.stringContaining('https only') });
  config.set(tools, { ...before, mailgunUrl: 'http://127.0.0.1:59999', insideHosts: '127.0.0.1:59999' });
  expect(await inbox.connect()).toEqual({ ok: false, words: 'Mailgun cannot be reached from here.' });
  config.set(tools, before);
  await bench.house.act((ctx) => switchSandbox(ctx, true));
  there.calls.length = 0;
  expect([(await inbox.connect()).ok, (await inbox.test()).ok, there.calls]).toEqual([false, true, []]);
  await bench.house.act((ctx) => switchSandbox(ctx, false));
});
