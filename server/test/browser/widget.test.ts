// The widget in real Chromium on a page of another origin, under a strict policy, against the real server: what it must not do before it is opened,
// and what it must survive afterwards.
import { createHmac } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { redraw } from '#kit/picture';
import { axeFaults } from '#test/axe';
import { type Journey, openBrowser } from '#test/browser';
import { temporaryFolder } from '#test/folder';
import { eventually } from '#test/house';
import { openShop } from './open-shop.ts';

let shop: Awaited<ReturnType<typeof openShop>>;
let journey: Journey;
let site: Server;
let siteUrl = '';
const identitySecret = 'a secret of at least thirty-two characters';

beforeAll(async () => {
  shop = await openShop();
  await shop.staff.call('changeChannel', { params: { inbox: shop.chatInbox }, body: { settings: { identitySecret } } });
  site = createServer((request, response) => {
    const language = new URL(request.url ?? '/', 'http://x').searchParams.get('language') ?? 'en';
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; script-src ${shop.house.url}; connect-src ${shop.house.url}; img-src blob: data:`,
    });
    response.end(`<!doctype html><html lang="${language}"><title>A site</title><link rel="icon" href="data:,"><main><h1>A site</h1><button>Buy</button></main>
<script async src="${shop.house.url}/widget.js" data-key="${shop.widgetKey}" data-accent="#8a4b2a"></script></html>`);
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
  journey = await openBrowser();
});
afterAll(async () => {
  await journey?.close();
  site?.close();
  await shop?.house.stop();
});

const launcher = (page: Page) => page.getByRole('button', { name: /Chat with us|Chat mit uns/ });
const stored = (page: Page) =>
  page.evaluate(
    '(async () => [document.cookie, localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length])()',
  );
const nothing = ['', 0, 0, 0, 0];

async function arrive(options: Parameters<Journey['open']>[0] = {}, language = 'en') {
  const { page, context } = await journey.open(options);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await page.goto(`${siteUrl}?language=${language}`);
  await launcher(page).waitFor();
  return { page, context, asked };
}
async function startChat(options: Parameters<Journey['open']>[0] = {}) {
  const visit = await arrive(options);
  await launcher(visit.page).click();
  await visit.page.getByRole('button', { name: 'Start chat' }).click();
  await visit.page.getByLabel('Your message').waitFor();
  return visit;
}
async function write(page: Page, text: string) {
  await page.getByLabel('Your message').fill(text);
  await page.keyboard.press('Enter');
}
const rowsOf = (page: Page) => page.locator('.row .bubble').allTextContents();

test('before it is opened it asks nothing, sends nothing and stores nothing; nor does "Not now"', async () => {
  const { page, context, asked } = await arrive();
  await page.waitForTimeout(1000);
  expect(asked).toEqual(['GET /', 'GET /widget.js']);
  expect(await stored(page)).toEqual(nothing);
  await launcher(page).click();
  await page.getByText('Before we start').waitFor();
  expect(asked.slice(2)).toEqual([`GET /v1/widgets/${shop.widgetKey}`]);
  await page.getByRole('button', { name: 'Not now' }).click();
  await page.waitForTimeout(300);
  expect(asked).toHaveLength(3);
  expect(await stored(page)).toEqual(nothing);
  expect(await context.cookies()).toEqual([]);
});

test('starting and not starting weigh the same', async () => {
  const { page } = await arrive();
  await launcher(page).click();
  await page.getByRole('button', { name: 'Start chat' }).waitFor();
  const looks =
    await page.evaluate(`[...document.querySelector('[data-parley]').shadowRoot.querySelectorAll('.pair button')].map((button) => {
    const { color, backgroundColor, borderColor, fontWeight, fontSize } = getComputedStyle(button);
    const { width, height } = button.getBoundingClientRect();
    return [color, backgroundColor, borderColor, fontWeight, fontSize, Math.round(width), Math.round(height)].join();
  })`);
  expect(new Set(looks as string[]).size).toBe(1);
  expect(looks).toHaveLength(2);
});

test('both sides hear each other at once, a reload keeps everything, and what came meanwhile is counted on the button', async () => {
  const { page } = await startChat();
  await write(page, 'Do you ship to Spain?');
  await shop.answer('We do, within five days.');
  await page.getByText('We do, within five days.').waitFor();
  await page.getByRole('button', { name: 'Close chat' }).click();
  await page.reload();
  await shop.answer('And to Portugal.');
  await page.getByRole('button', { name: 'Chat with us, new messages' }).click();
  await page.getByText('And to Portugal.').waitFor();
  const said = ['Do you ship to Spain?', 'We do, within five days.', 'And to Portugal.'];
  expect((await rowsOf(page)).filter((row) => said.includes(row))).toEqual(said);
});

test('an acknowledgement lost on the way makes one message, not two', async () => {
  const { page } = await startChat();
  let lost = 0;
  await page.route('**/v1/visit/messages', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue();
    lost += 1;
    await route.fetch(); // the server has it
    await route.abort('connectionreset'); // the visitor never hears
  });
  await write(page, 'only once please');
  await page.getByText('Sent ·').waitFor();
  expect(lost).toBe(1);
  const conversation = await shop.answer('Once it is.');
  await page.getByText('Once it is.').waitFor();
  expect((await shop.textsOf(conversation)).filter((text) => text === 'only once please')).toHaveLength(1);
  expect((await rowsOf(page)).filter((text) => text === 'only once please')).toHaveLength(1);
});

test('what is written without a connection waits on the device, survives a reload, and arrives in order', async () => {
  const { page } = await startChat();
  await write(page, 'one');
  await page.getByText('Sent ·').waitFor();
  await page.route('**/v1/**', (route) => route.abort('internetdisconnected'));
  for (const text of ['two', 'three', 'four']) await write(page, text);
  await page.getByText('Waiting for connection…').first().waitFor();
  await page.reload();
  await launcher(page).click();
  await page.getByText('Waiting for connection…').first().waitFor();
  expect(await rowsOf(page)).toEqual(['two', 'three', 'four']);
  await page.unroute('**/v1/**');
  await page.getByText('Sent ·').waitFor({ timeout: 60_000 });
  await expect.poll(async () => (await rowsOf(page)).slice(-4), { timeout: 30_000 }).toEqual(['one', 'two', 'three', 'four']);
  await expect.poll(() => page.getByText(/^(Waiting for connection|Sending)…/).count(), { timeout: 60_000 }).toBe(0);
  const conversation = await shop.answer('Four of them.');
  await page.getByText('Four of them.').waitFor();
  expect((await shop.textsOf(conversation)).slice(0, 4)).toEqual(['one', 'two', 'three', 'four']);
});

test('without an event stream it asks by itself', async () => {
  const { page } = await arrive();
  await page.route('**/v1/visit/events', (route) => route.abort());
  await launcher(page).click();
  await page.getByRole('button', { name: 'Start chat' }).click();
  await write(page, 'a proxy swallows streams');
  await page.getByText('Sent ·').waitFor();
  await shop.answer('We reach you all the same.');
  await page.getByText('We reach you all the same.').waitFor({ timeout: 20_000 });
});

test('files go up with the message, pictures are shown, and a file that is too large is refused with words', async () => {
  const { page } = await startChat();
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  const folder = temporaryFolder();
  const file = (name: string, bytes: Buffer) => {
    writeFileSync(path.join(folder, name), bytes);
    return path.join(folder, name);
  };
  const picker = page.locator('input[type=file]');
  await picker.setInputFiles([file('lamp.png', png), file('huge.bin', Buffer.alloc(20 * 1024 * 1024 + 1))]);
  await page.getByText('huge.bin is too large').waitFor();
  await picker.setInputFiles(file('plan.txt', Buffer.from('a plan')));
  await write(page, 'see here');
  await page.getByRole('img', { name: 'lamp.png' }).waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'plan.txt' }).click()]);
  expect(download.suggestedFilename()).toBe('plan.txt');
  const conversation = await shop.answer('Thank you.');
  const { items } = await shop.staff.call('listMessages', { params: { conversation } });
  expect(items[0]?.attachments.map(({ name, size }) => [name, size])).toEqual([
    ['lamp.png', (await redraw(png))?.bytes.length],
    ['plan.txt', 6],
  ]);
});

test('text from outside is text: no markup, no scripts, only plain web links', async () => {
  const { page } = await startChat();
  await write(page, '<img src=x onerror="window.hit=1"> javascript:alert(1) https://example.com/a?b="c');
  await page.getByText('Sent ·').waitFor();
  await shop.answer('<b>bold</b> & https://example.org/x.');
  await page.getByText('<b>bold</b>', { exact: false }).waitFor();
  expect(await page.evaluate('window.hit')).toBeUndefined();
  const links = page.locator('.bubble a');
  expect(
    await links.evaluateAll((all) => all.map((link) => `${(link as { href?: string }).href} ${(link as { rel?: string }).rel}`)),
  ).toEqual(['https://example.com/a?b= noopener noreferrer nofollow', 'https://example.org/x noopener noreferrer nofollow']);
});

test('ending the chat leaves nothing on the device', async () => {
  const { page } = await startChat();
  await write(page, 'bye');
  await page.getByText('Sent ·').waitFor();
  await page.getByRole('button', { name: 'Options' }).click();
  await page.getByText('End chat and forget this device').click();
  await page.getByRole('button', { name: 'End and forget' }).click();
  expect(await stored(page)).toEqual(nothing);
  await page.reload();
  await launcher(page).click();
  await page.getByText('Before we start').waitFor();
});

test('on a shared device the chat of one account is not shown to the next', async () => {
  const sign = (account: string) => {
    const payload = Buffer.from(JSON.stringify({ account, exp: Math.floor(Date.now() / 1000) + 600 })).toString('base64url');
    return `${payload}.${createHmac('sha256', identitySecret).update(payload).digest('base64url')}`;
  };
  const { page } = await arrive();
  await page.evaluate(`Parley.identify(${JSON.stringify(sign('ada'))})`);
  await launcher(page).click();
  await page.getByRole('button', { name: 'Start chat' }).click();
  await write(page, 'a word of ada');
  await page.getByText('Sent ·').waitFor();
  await page.reload(); // nobody is named yet
  await launcher(page).click();
  await page.getByText('Before we start').waitFor();
  await page.evaluate(`Parley.identify(${JSON.stringify(sign('ada'))})`);
  await page.getByText('a word of ada').waitFor();
  await page.evaluate(`Parley.identify(${JSON.stringify(sign('boris'))}); Parley.open()`);
  await page.getByText('Before we start').waitFor();
  expect(await page.getByText('a word of ada').count()).toBe(0);
  expect(await page.evaluate('localStorage.length')).toBe(0);
  const person = await eventually(
    'ada',
    async () => (await shop.staff.call('listConversations', { query: { view: 'all', limit: 1 } })).items[0],
  );
  const { identities } = await shop.staff.call('readPerson', { params: { person: person.person.id } });
  const account = identities.find(({ kind, proof }) => kind === 'account' && proof === 'signed-identity');
  const { items } = await shop.staff.call('revealIdentities', { params: { person: person.person.id }, body: { reason: 'identify' } });
  expect(items.find(({ id }) => id === account?.id)?.value).toMatch(/^site:inb_[0-9a-z]{26}:ada$/);
});

test('by keyboard alone: open, start, write, reach everything, close, and the focus is back where it was', async () => {
  const { page } = await arrive();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('Before we start').waitFor();
  for (let i = 0; i < 12; i++) await page.keyboard.press('Tab'); // round and round, never out of the dialog
  expect(await page.evaluate('document.activeElement.hasAttribute("data-parley")')).toBe(true);
  const focused = 'document.querySelector("[data-parley]").shadowRoot.activeElement.textContent';
  for (let i = 0; i < 12 && (await page.evaluate(focused)) !== 'Start chat'; i++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByLabel('Your message').waitFor();
  await page.keyboard.type('typed without a mouse');
  await page.keyboard.press('Enter');
  await page.getByText('Sent ·').waitFor();
  await page.keyboard.press('Escape');
  expect(await page.getByRole('dialog').count()).toBe(0);
  expect(await page.evaluate('document.querySelector("[data-parley]").shadowRoot.activeElement.className')).toBe('launch');
});

test.each([
  ['light', 'en', { width: 1280, height: 800 }],
  ['dark', 'de', { width: 360, height: 740 }],
] as const)('axe finds nothing: %s, in %s, at %o', async (colorScheme, language, viewport) => {
  const { page } = await arrive({ colorScheme, viewport, reducedMotion: 'reduce' }, language);
  const check = async (what: string) => {
    expect([what, ...(await axeFaults(page, '[data-parley]'))]).toEqual([what]);
  };
  await check('closed');
  await launcher(page).click();
  await page.locator('.pair').waitFor();
  await check('notice');
  await page.locator('.pair button').last().click();
  await page.locator('textarea').fill('https://example.com');
  await page.locator('.write button').last().click();
  await page.getByText(/^(Sent|Gesendet) ·/).waitFor();
  await shop.answer('https://example.org');
  await page.locator('.row.company .who').waitFor();
  await check('chat');
  await page.getByRole('button', { name: /Options|Optionen/ }).click();
  await check('menu');
  await page.locator('.menu button').first().click();
  await check('email');
});

test('no page threw, nothing left the machine', () => expect(journey.faults).toEqual([]));
