// The console in real Chromium against the real server: set-up by the one-time link, a conversation by keyboard alone, a lost answer that makes one
// message, changes that appear by themselves, German, and every page clean for axe in both themes and within its width.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setupLink } from '#access';
import { setDelivery } from '#conversations';
import type { Id, MessageId } from '#kit/ids';
import { axeFaults } from '#test/axe';
import { type Journey, openBrowser } from '#test/browser';
import { eventually, openHouse } from '#test/house';
import { nameRecipients } from '../../src/rights/recipients.ts';
import { seePreviews } from './notice-previews.ts';
import { openShop } from './open-shop.ts';

let shop: Awaited<ReturnType<typeof openShop>>;
let journey: Journey;

beforeAll(async () => {
  shop = await openShop();
  journey = await openBrowser();
});
afterAll(async () => {
  await journey?.close();
  await shop?.house.stop();
  expect(journey.faults).toEqual([]);
});

/** A visitor writes in the chat, as the widget does. */
async function chat(text: string): Promise<void> {
  const open = shop.house.publicClient();
  const { notice } = await open.call('readWidget', { params: { key: shop.widgetKey }, query: {} });
  const body = { language: 'en', noticeId: notice.id, noticeHash: notice.hash } as const;
  const { token } = await open.call('startVisit', { params: { key: shop.widgetKey }, body });
  await shop.house.visitorClient(token).call('addVisitMessage', { body: { clientId: crypto.randomUUID(), text } });
}

async function signIn(page: Page, { email, password } = shop.house.admin): Promise<void> {
  await page.goto(`${shop.house.url}/`);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').first().waitFor();
}
async function atDesk(options: Parameters<Journey['open']>[0] = {}): Promise<Page> {
  const { page } = await journey.open(options);
  await signIn(page);
  return page;
}
const thread = (page: Page, text: string) => page.locator('#main article').filter({ hasText: text });
const composer = (page: Page) => page.locator('[data-composer]');

test('the one-time link makes a company and leads to the first steps, once', async () => {
  const house = await openHouse({ empty: true });
  const link = (await setupLink(house.tools)) ?? '';
  const { page } = await journey.open();
  await page.goto(link);
  await page.getByLabel('Company').fill('Tea & Tides');
  await page.getByLabel('Your name').fill('Carol');
  await page.getByLabel('Email').fill('carol@example.com');
  await page.locator('input[name=password]').fill('password12345');
  await page.getByRole('button', { name: 'Create company' }).click();
  await page.getByText('not on lists of known passwords').waitFor();
  await page.locator('input[name=password]').fill('a kettle beside the sea');
  await page.getByRole('button', { name: 'Create company' }).click();
  await page.getByRole('heading', { name: /Your company/ }).waitFor();
  await page.goto(link);
  await page.reload(); // the address differs only behind #
  await page.getByRole('heading', { name: 'Parley is set up already' }).waitFor();
  await page.context().close();
  await house.stop();
});

test('the palette leads anywhere by keyboard: by the name of a page, or by what is done there', async () => {
  const page = await atDesk();
  for (const [words, place] of [
    ['roles', 'staff/roles'],
    ['sandbox', 'channels/captured'],
    ['invite', 'staff'],
    ['passkey', 'security'],
  ] as const) {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill(words);
    expect(await page.evaluate('[getComputedStyle(document.body).overflow, document.adoptedStyleSheets.length]')).toEqual(['hidden', 1]);
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/${place}`);
  }
  await page.context().close();
});

test('a style that is written into a page is refused, and each refusal is a fault of the test that saw it', async () => {
  const page = await atDesk();
  expect(journey.faults).toEqual([]);
  await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<style>* { color: red }</style><p style="color: red">ada</p>')`);
  const found = await eventually('what was refused', async () => journey.faults.length >= 4 && journey.faults.splice(0));
  for (const directive of ['style-src-elem', 'style-src-attr'])
    expect(found).toContainEqual(expect.stringMatching(new RegExp(`^refused by the policy: ${directive} inline at /`)));
  expect(
    await page.getByText('ada', { exact: true }).evaluate((node) => (node as unknown as { style: { color: string } }).style.color),
  ).toBe('');
  await page.context().close();
});

test('a conversation is worked by keyboard alone: found, answered, noted, taken, closed', async () => {
  await chat('Does the linen shade fit an E14 lamp?');
  const page = await atDesk();
  await page.getByText('linen shade').first().waitFor();
  await page.keyboard.press('j');
  await thread(page, 'linen shade').waitFor();
  await page.keyboard.press('r');
  await page.locator('[data-composer]:focus').waitFor();
  await page.keyboard.type('It does, up to nine watts.');
  await page.keyboard.press('Control+Enter');
  await thread(page, 'up to nine watts').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.keyboard.type('Asked twice this week.');
  await page.keyboard.press('Control+Enter');
  await thread(page, 'Asked twice').getByText('only your team sees this').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('a');
  await page.getByRole('menuitemradio', { name: /\(me\)/ }).waitFor();
  expect(await axeFaults(page, '[role=menu]')).toEqual([]); // what stands behind it is out of reach while it is open, which axe cannot see
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /Assigned to/ }).waitFor();
  await page.keyboard.press('e');
  await page.getByRole('button', { name: 'Reopen' }).waitFor();
  const { items } = await shop.staff.call('listConversations', { query: { view: 'closed' } });
  expect(items.map((item) => [item.status, item.assignee?.name])).toEqual([['closed', 'Carol']]);
  await page.context().close();
});

test('a message whose answer is lost is sent again and stands there once, here and at the server', async () => {
  await chat('Is the paper lantern safe outside?');
  const page = await atDesk();
  await page.getByText('paper lantern').first().click();
  let dropped = 0;
  await page.route('**/v1/conversations/*/messages', async (route) => {
    if (route.request().method() !== 'POST' || dropped++ > 0) return route.continue();
    await route.fetch(); // it arrives, but nobody hears the answer
    await route.abort();
  });
  await composer(page).fill('Only where it stays dry.');
  await page.keyboard.press('Control+Enter');
  await thread(page, 'stays dry').waitFor();
  await expect.poll(() => dropped).toBe(2);
  await expect.poll(() => page.getByText('Not sent yet').count()).toBe(0);
  expect(await thread(page, 'stays dry').count()).toBe(1);
  const conversation = page.url().match(/cnv_\w+/)?.[0] ?? '';
  expect((await shop.textsOf(conversation)).filter((text) => text === 'Only where it stays dry.')).toHaveLength(1);
  const { items } = await shop.staff.call('listMessages', { params: { conversation } });
  const lost = items.at(-1)?.id as MessageId;
  const because = { because: 'given-up', words: 'It was tried for long enough.' };
  await shop.house.act((ctx) => setDelivery(ctx, lost, 'failed', because));
  await page.getByRole('link', { name: /Not delivered/ }).click();
  await page.getByRole('link', { name: /1 message did not arrive/ }).waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await page.getByRole('link', { name: /1 message did not arrive/ }).click();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('Everything arrived').waitFor();
  expect((await shop.textsOf(conversation)).filter((text) => text === 'Only where it stays dry.')).toHaveLength(2);
  await page.context().close();
});

test('what the gate refuses is said before a word is typed, refused when sent, and the words come back', async () => {
  await chat('Thank you for the lamp!');
  const page = await atDesk();
  await page.getByText('Thank you for the lamp').first().click();
  await page.getByRole('button', { name: /^Purpose/ }).click();
  await page.getByRole('menuitemradio', { name: /News and offers.*Not allowed.*Art\. 6\(1\)\(a\)/ }).waitFor();
  expect(await axeFaults(page, '[role=menu]')).toEqual([]);
  await page.getByRole('menuitemradio', { name: /News and offers.*Not allowed.*Art\. 6\(1\)\(a\)/ }).click();
  await page.getByText('The gate would not send this now').waitFor();
  await composer(page).fill('The winter lamps are here.');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('alert').filter({ hasText: 'Art. 6(1)(a)' }).waitFor();
  await page.getByRole('listitem').getByRole('button', { name: 'Edit', exact: true }).click();
  expect(await composer(page).inputValue()).toBe('The winter lamps are here.');
  await page.context().close();
});

test('a purpose is changed: what changes and what follows stands there before it is saved, and the notice shows it and is published anew', async () => {
  const page = await atDesk();
  await page.goto(`${shop.house.url}/purposes`);
  await page.getByRole('link', { name: /Edit.*Answering you/ }).click();
  await page.getByLabel('Description').fill('We read what you write to us and answer, mostly within a day.');
  await page.getByRole('button', { name: 'Look at what changes' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('ins').getByText('mostly within a day').waitFor();
  await dialog.getByText('Version 2 of this purpose begins').waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save as version 2' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.goto(`${shop.house.url}/notice`);
  await page.getByText('One part differs from the version in force').waitFor();
  await page.locator('ins').getByText('mostly within a day').waitFor();
  await page
    .getByText(/^\d+ of 100$/)
    .first()
    .waitFor(); // how easily it reads
  await seePreviews(page, shop);
  expect(await axeFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Publish version 2' }).click();
  await page.getByText('Nothing to publish').waitFor();
  expect(new Set((await shop.staff.call('listNotices')).items.map(({ version }) => version))).toEqual(new Set([2, 1]));
  // what is from somebody else has a source with the purpose, and its person stands on the work list until they were told
  await page.goto(`${shop.house.url}/purposes`);
  await page.getByRole('link', { name: /Edit.*Answering you/ }).click();
  await page.getByRole('button', { name: 'Add a source' }).click();
  await page.getByLabel('Name of the source, German').fill('Visitenkarten');
  expect(await axeFaults(page)).toEqual([]);
  const [met] = (await shop.staff.call('listConversations')).items;
  await page.goto(`${shop.house.url}/people/${met?.person.id}`);
  await page.getByRole('button', { name: 'Record a source' }).click();
  await page.getByLabel('From whom or where').fill('A card that boris left');
  await page.getByLabel('Day on which you had it').fill(new Date().toISOString().slice(0, 10));
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await page.getByText('from somebody else ·').waitFor();
  await page.goto(`${shop.house.url}/requests`);
  await page
    .getByRole('region', { name: 'To be told where their data came from' })
    .getByText('The notice in force does not name')
    .waitFor();
  expect(await axeFaults(page)).toEqual([]);
  // who called is noted by their number, and hears that nothing is held
  await page.getByRole('button', { name: 'Note a request' }).click();
  await page.getByLabel('Phone number').fill('+1 202 555 0177');
  expect(await axeFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Open request' }).click();
  await page.getByRole('button', { name: 'Hand the copy out' }).waitFor();
  await page.getByRole('button', { name: 'See what is held' }).click();
  await page.getByText('Nothing is held of them but this request').waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Answer: we hold nothing' }).click();
  await page.getByRole('button', { name: 'Letter for paper or phone' }).click();
  await page.getByRole('dialog').getByText('hold no data about you').waitFor();
  await page.context().close();
});

test('what happens elsewhere appears by itself: a new message, and a colleague who takes the conversation', async () => {
  const page = await atDesk();
  await chat('Do you repair brass lamps?');
  await page.getByRole('link', { name: /brass lamps/ }).click();
  await thread(page, 'brass lamps').waitFor();
  await page.getByRole('button', { name: 'Assign', exact: true }).waitFor();
  const conversation = page.url().match(/cnv_\w+/)?.[0] ?? '';
  const me = await shop.staff.call('me');
  await shop.staff.call('changeConversation', { params: { conversation }, body: { assignee: me.staff.id } });
  await page.getByRole('button', { name: /Assigned to/ }).waitFor();
  await page.context().close();
});

test('what is written while the page still opens its line, or while its list is under way, is not missed', async () => {
  const { page } = await journey.open();
  const asked: string[] = [];
  const held = { line: Promise.withResolvers<void>(), list: Promise.withResolvers<void>() };
  await page.route('**/v1/events', async (route) => {
    asked.push('line');
    await held.line.promise;
    await route.continue();
  });
  await page.route('**/v1/conversations?*limit=60*', async (route) => {
    asked.push('list');
    const answer = await route.fetch();
    await held.list.promise;
    await route.fulfill({ response: answer });
  });
  await signIn(page);
  await expect.poll(() => asked).toContain('line');
  await chat('Written before anybody listened');
  held.line.resolve();
  await expect.poll(() => asked).toContain('list');
  await chat('Written while the list was under way');
  await expect
    .poll(() => page.evaluate(`performance.getEntriesByType('resource').filter(({ name }) => /\\/conversations\\/cnv_/.test(name)).length`))
    .toBeGreaterThan(0);
  held.list.resolve();
  await page.getByRole('link', { name: /before anybody listened/ }).waitFor();
  await page.getByRole('link', { name: /list was under way/ }).waitFor();
  expect(asked.indexOf('line')).toBeLessThan(asked.indexOf('list'));
  await page.context().close();
});

test('what is written while the list is asked for anew is not missed either', async () => {
  const { page } = await journey.open();
  const held = { line: Promise.withResolvers<void>(), list: Promise.withResolvers<void>() };
  let lists = 0;
  await page.route('**/v1/events', async (route) => {
    await held.line.promise;
    await route.continue();
  });
  await page.route('**/v1/conversations?*limit=60*', async (route) => {
    const number = ++lists;
    const answer = await route.fetch();
    if (number > 1) await held.list.promise;
    await route.fulfill({ response: answer });
  });
  await signIn(page);
  await page.getByRole('link', { name: /list was under way/ }).waitFor(); // shown without the line, which takes too long
  held.line.resolve();
  await expect.poll(() => lists).toBeGreaterThan(1);
  await chat('Written while it was asked for anew');
  await page.getByRole('link', { name: /asked for anew/ }).waitFor();
  const late = page.waitForResponse((answer) => answer.url().includes('limit=60'));
  held.list.resolve();
  await (await late).finished();
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
  await page.getByRole('link', { name: /asked for anew/ }).waitFor();
  await page.context().close();
});

test('a person who is erased leaves the page of an agent who looks at their words', async () => {
  await chat('My lamp arrived broken, sadly.');
  const page = await atDesk();
  await page.getByRole('link', { name: /arrived broken/ }).click();
  await thread(page, 'arrived broken').waitFor();
  const { items } = await shop.staff.call('listConversations', { query: { view: 'open', limit: 1 } });
  const request = await shop.staff.call('openRequest', { body: { person: items[0]?.person.id ?? '', kind: 'erasure' } });
  await shop.staff.call('approveRequest', { params: { request: request.id } });
  await page.getByText('This conversation is not here any more').waitFor();
  await expect.poll(() => page.getByText('arrived broken').count(), { timeout: 10_000 }).toBe(0);
  await page.context().close();
});

test('what somebody asks in plain words is a hint; a request is opened from it, the person is asked back and the first month stays in sight', async () => {
  await chat('Hello. Please delete all my data from your systems.');
  const page = await atDesk();
  await page.getByRole('link', { name: /delete all my data/ }).click();
  const hint = page.getByRole('region', { name: 'Requests that may be in this conversation' });
  await hint.getByText(/may be asking to be erased/).waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await hint.getByRole('button', { name: 'Open a request' }).click();
  await page.getByText(/The month counts from the day this was written/).waitFor();
  await page.getByRole('button', { name: 'Open request' }).click();
  await page.getByRole('button', { name: 'Ask back…' }).click();
  await page.getByLabel('Question, in words the person understands').fill('Which order did you place last?');
  await page.getByLabel('Why it has to be asked').fill('The chat has no address that was proved.');
  expect(await axeFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await page.getByRole('button', { name: 'The answer is in' }).waitFor();
  await page.getByText('Asked back: who it is').waitFor();
  expect(await axeFaults(page)).toEqual([]);
  const request = page.url().match(/req_\w+/)?.[0] as Id<'req'>;
  await shop.house.act((ctx) => nameRecipients(ctx, request, ['smtp-relay']), 'rights-fulfilment');
  await page.reload();
  await page.getByRole('button', { name: 'Record… smtp-relay' }).press('Enter');
  await page.getByLabel('Day').fill(new Date().toISOString().slice(0, 10));
  expect(await axeFaults(page)).toEqual([]);
  await page.getByLabel('Day').press('Enter');
  await page.getByText(/^Told on .* by email$/).waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await page.goto(page.url().replace(/\/req_.*/, ''));
  await page.getByRole('region', { name: 'Waits for the person' }).waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await page.context().close();
});

const pages = [
  'inbox',
  'requests',
  'purposes',
  'notice',
  'recipients',
  'channels',
  'channels/captured',
  'staff',
  'company',
  'ledger',
  'settings',
  'profile',
  'welcome',
];
const phone = { colorScheme: 'dark' as const, locale: 'de-DE', viewport: { width: 390, height: 844 } }; // console-access.test.ts has the laptop

test('axe finds nothing on any page of a phone, in the dark and in German, and nothing sticks out', async () => {
  await chat('Good morning!');
  const page = await atDesk(phone);
  const { items } = await shop.staff.call('listConversations', { query: { view: 'all' } });
  const addresses = [...pages, `inbox/${items[0]?.id}`, `people/${items[0]?.person.id}`];
  for (const address of addresses) {
    await page.goto(`${shop.house.url}/${address}`);
    await page.locator('#main').waitFor();
    await page
      .getByText(/^(Loading|Wird geladen)$/)
      .first()
      .waitFor({ state: 'detached' });
    expect([address, ...(await axeFaults(page))]).toEqual([address]);
    expect([address, await page.evaluate('document.documentElement.scrollWidth <= innerWidth')]).toEqual([address, true]);
  }
  expect(await page.locator('html').getAttribute('lang')).toBe('de');
  await page.context().close();
}, 240_000);
