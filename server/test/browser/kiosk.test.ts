// A store in real Chromium: a tablet is let in, one customer asks and carries on with their phone, another agrees with a signature, a third asks for a copy, a fourth walks away.
import { kioskRoutes } from '@parley/contract/routes';
import { createClient } from '@parley/sdk';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFaults } from '#test/axe';
import { type Journey, openBrowser } from '#test/browser';
import { eventually } from '#test/house';
import { openShop } from './open-shop.ts';

let shop: Awaited<ReturnType<typeof openShop>>;
let journey: Journey;

beforeAll(async () => {
  shop = await openShop();
  journey = await openBrowser();
  const place = { name: 'Mitte', address: 'Musterweg 1, 10115 Berlin', hours: '', inbox: shop.chatInbox, restSeconds: 60 };
  await shop.staff.call('addStore', { body: { ...place, languages: ['en', 'de', 'fr', 'es'] } });
});
afterAll(async () => {
  await journey?.close();
  await shop?.house.stop();
});

/** Axe finds nothing, all is in large type, and a finger finds everything (48 pixels, as the guides of both phone systems say). */
async function look(page: Page): Promise<void> {
  expect([page.url(), ...(await axeFaults(page))]).toEqual([page.url()]);
  const small = await page
    .locator('button, input:not([type=hidden],[type=radio]), textarea, summary, .button, .tile, nav a, .either label')
    .evaluateAll((all) =>
      (all as unknown as { checkVisibility(): boolean; textContent: string; getBoundingClientRect(): { width: number; height: number } }[])
        .filter((one) => one.checkVisibility())
        .filter((one) => Math.min(one.getBoundingClientRect().width, one.getBoundingClientRect().height) < 48)
        .map((one) => one.textContent.trim()),
    );
  expect(small).toEqual([]);
  // large type: words as on other pages and a fifth more, and nothing below what counts as large in bold (WCAG 2.2: 14 points)
  expect(await page.locator('body').evaluate(typeOf)).toEqual({ words: true, tooSmall: [] });
}
type Looked = {
  textContent: string;
  childNodes: Iterable<{ nodeType: number; textContent: string }>;
  checkVisibility(): boolean;
  querySelectorAll(what: string): Iterable<Looked>;
};
/** In the page: whether plain words there are large, and every text that is small, with its size in pixels. */
function typeOf(body: unknown): { words: boolean; tooSmall: string[] } {
  const sizeOf = (one: unknown): number =>
    Number.parseFloat((globalThis as unknown as { getComputedStyle(one: unknown): { fontSize: string } }).getComputedStyle(one).fontSize);
  const all = [...(body as Looked).querySelectorAll('*')].filter((one) => one.checkVisibility());
  const withWords = all.filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== ''));
  return {
    words: sizeOf(body) >= 21.6,
    tooSmall: withWords.filter((one) => sizeOf(one) < 18.66).map((one) => `${sizeOf(one)} ${one.textContent.trim().slice(0, 40)}`),
  };
}
const go = (page: Page, name: string) => page.getByRole('link', { name }).click();
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();
/** What the QR code on the screen says, as the house gives it to whoever sits there. */
async function linkOf(context: BrowserContext): Promise<string> {
  const token = (await context.cookies()).find((each) => each.name === 'parley_sitting')?.value ?? '';
  const sitting = createClient({ routes: kioskRoutes, baseUrl: shop.house.url, token: () => token });
  return (await sitting.call('readSitting', { query: {} })).handOverUrl ?? '';
}
/** A member of staff lets a device in. */
async function codeFromConsole(): Promise<string> {
  const { page } = await journey.open();
  await page.goto(`${shop.house.url}/stores`);
  await page.locator('input[name=email]').fill(shop.house.admin.email);
  await page.locator('input[name=password]').fill(shop.house.admin.password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Mitte' }).waitFor();
  expect(await axeFaults(page)).toEqual([]);
  await press(page, 'Let in a device: Mitte');
  await page.getByLabel('Where it stands').fill('Counter');
  await press(page, 'Show a code');
  const code = (await page.getByText(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/).textContent()) ?? '';
  await page.keyboard.press('Escape');
  await serveAtCounter(page);
  await page.context().close();
  return code;
}
/** A colleague opens a conversation for whoever stands at the counter, and finds it among those of the store. */
async function serveAtCounter(page: Page): Promise<void> {
  await press(page, 'Serve at the counter: Mitte');
  await page.getByLabel('Their language').selectOption('de');
  await page.getByText('Wofür dieses Gespräch ist').waitFor();
  await page.getByLabel('Your first words').fill('Your lamp is ready on Monday.');
  await page.getByLabel('They have seen it, and want this conversation.').check();
  expect(await axeFaults(page)).toEqual([]);
  await press(page, 'Open the conversation');
  await page.getByRole('img', { name: 'QR-Code, der zum Gespräch führt' }).waitFor();
  await go(page, 'To the conversation');
  await page.getByText('Your lamp is ready on Monday.').first().waitFor();
  await press(page, 'Show the code again');
  await page.getByRole('img', { name: 'QR-Code, der zum Gespräch führt' }).waitFor(); // in the words of whoever stands there
  await press(page, 'Take it back');
  await page.getByText('there is no second code for it').waitFor();
  await press(page, 'Take it back');
  await page.getByText('Whoever scans it now finds nothing.').waitFor();
  await press(page, 'Show what began in one store only: All stores');
  await page.getByRole('menuitemradio', { name: 'Mitte' }).click();
  await page.waitForURL(/store=sto_/);
  await page.getByRole('list').getByText('Your lamp is ready on Monday.').first().waitFor();
}
/** What a browser still holds of whoever sat there. */
async function traces(page: Page, context: BrowserContext): Promise<unknown> {
  const kept = await page.evaluate(
    'Promise.all([localStorage.length, sessionStorage.length, indexedDB.databases().then((all) => all.length)])',
  );
  return { kept, cookies: (await context.cookies()).map((each) => each.name) };
}
const nothing = { kept: [0, 0, 0], cookies: ['parley_kiosk'] };

test('a tablet takes a question, a consent and a long silence, and keeps nothing of anybody; the phone goes on', async () => {
  const { page, context } = await journey.open({ viewport: { width: 1024, height: 768 }, hasTouch: true });
  await page.clock.install();
  await page.goto(`${shop.house.url}/kiosk`);
  await page.getByLabel('Code').fill(await codeFromConsole());
  await press(page, 'Make it a kiosk');
  await page.getByText('Hello. What would you like to do?').waitFor();
  await look(page);
  await go(page, 'Deutsch');
  await page.getByText('Guten Tag. Was möchten Sie tun?').waitFor();
  await go(page, 'English');

  // ada asks, and her phone carries on
  await go(page, 'Ask something');
  await page.getByLabel('Your message').fill('Do you mend old lamps?');
  await page.locator('summary').first().click();
  await page.getByText('Privacy notice, version 1').waitFor();
  await look(page);
  await press(page, 'Send');
  await page.getByText('We have your message').waitFor();
  await go(page, 'On my phone');
  await page.getByRole('img', { name: /^QR code/ }).waitFor();
  const { page: phone } = await journey.open({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const taking = phone.getByText('Go on only if that was you');
  const link = await linkOf(context);
  await phone.goto(link.replace(/#.*/, '')); // whoever came by the poster scanned no device, and is offered nothing of one
  await phone.getByRole('button', { name: 'Write to us' }).waitFor();
  expect(await taking.isVisible()).toBe(false);
  await phone.goto('about:blank');
  await phone.goto(link);
  await taking.waitFor();
  expect(new URL(phone.url()).hash).toBe('');
  expect(await axeFaults(phone)).toEqual([]);
  await phone.route('**/v1/hand-overs', (route) => route.abort(), { times: 1 });
  await press(phone, 'Go on with your conversation from the store');
  await phone.getByText('We could not be reached.').waitFor();
  await press(phone, 'Try again');
  await phone.getByText('Do you mend old lamps?').waitFor();
  expect(await taking.isVisible()).toBe(false);
  expect(new URL(phone.url()).hash).toBe('');
  expect(await axeFaults(phone)).toEqual([]);
  await shop.answer('We do, on Tuesdays.');
  await phone.getByText('We do, on Tuesdays.').waitFor();
  await page.reload(); // the phone has it: here nobody sits any more
  await page.getByText('This device has let go').waitFor();
  await look(page);
  await go(page, 'Begin again');
  await page.getByText('Hello. What would you like to do?').waitFor();
  await page.goBack();
  expect(await page.content()).not.toContain('lamps');

  // boris agrees, with his hand
  await page.goto(`${shop.house.url}/kiosk`);
  await go(page, 'Tell us how to reach you');
  await page.getByLabel('Email address').fill('boris@example.com');
  await press(page, 'Send me a code');
  await page.getByLabel('Code').fill(await shop.codeFor('boris@example.com'));
  await press(page, 'Check the code');
  await page.getByText('What may we send you?').waitFor();
  expect(await page.locator('input:checked').count()).toBe(0);
  await look(page);
  await page.getByRole('radio', { name: 'Yes' }).first().check();
  await page.locator('canvas').scrollIntoViewIfNeeded();
  const box = await page.locator('canvas').boundingBox();
  await page.mouse.move((box?.x ?? 0) + 40, (box?.y ?? 0) + 40);
  await page.mouse.down();
  await page.mouse.move((box?.x ?? 0) + 240, (box?.y ?? 0) + 90, { steps: 5 });
  await page.mouse.up();
  await press(page, 'Save my choice');
  await page.getByText('Your yes is written down.').waitFor();
  await page.goBack(); // whoever stands here next finds nobody's choices
  await page.getByText('Hello. What would you like to do?').waitFor();

  // another one asks for a copy, by presses alone
  await go(page, 'My data');
  await go(page, 'Prove my email address');
  await page.getByLabel('Email address').fill('carol@example.com');
  await press(page, 'Send me a code');
  await page.getByLabel('Code').fill(await shop.codeFor('carol@example.com'));
  await press(page, 'Check the code');
  await look(page);
  await press(page, 'Erase my data');
  await page.getByText('It cannot be undone.').waitFor();
  await look(page);
  await go(page, 'Back');
  await press(page, 'Send me a copy of my data');
  await page.getByText('We have your request.').waitFor();
  await press(page, 'Finish and forget');
  await page.getByText('Hello. What would you like to do?').waitFor();
  expect(await traces(page, context)).toEqual(nothing);

  // carol writes, asks for more time once, and walks away
  await go(page, 'Ask something');
  await page.getByLabel('Your message').fill('My secret is a lamp.');
  await page.clock.fastForward(61_000);
  await page.getByRole('dialog', { name: 'Are you still there?' }).waitFor();
  await look(page);
  await press(page, 'I need more time');
  expect(await page.getByLabel('Your message').inputValue()).toBe('My secret is a lamp.');
  await page.clock.fastForward(61_000);
  await page
    .getByText(/forgets what was entered in \d+ seconds/)
    .first()
    .waitFor();
  await page.clock.fastForward(21_000);
  await page.getByText('Hello. What would you like to do?').waitFor();
  expect(await traces(page, context)).toEqual(nothing);
  await page.goBack();
  expect(await page.content()).not.toContain('secret');
  expect(await page.locator('textarea').evaluateAll((all) => all.map((one) => (one as unknown as { value: string }).value))).not.toContain(
    'My secret is a lamp.',
  );
  await eventually('what was done stands in the figures', async () => {
    const [shown] = (await shop.staff.call('listStores')).items;
    return shown?.figures.choices === 1 && shown.figures.handedOver === 1;
  });
  expect(journey.faults).toEqual([]);
});

test('whoever has WhatsApp sends the code on the screen from there: the conversation goes on, and the tablet lets go', async () => {
  const settings = { provider: 'sandbox' };
  await shop.staff.call('moveSandboxSwitch', { body: { isOn: true } });
  const { inbox } = await shop.staff.call('addChannel', { body: { channel: 'whatsapp', name: 'WhatsApp', settings } });
  const [store] = (await shop.staff.call('listStores')).items;
  const { code: device } = await shop.staff.call('makeKioskCode', { params: { store: store?.id ?? '' }, body: { name: 'Window' } });
  const { page } = await journey.open({ viewport: { width: 1024, height: 768 }, hasTouch: true });
  await page.goto(`${shop.house.url}/kiosk`);
  await page.getByLabel('Code').fill(device);
  await press(page, 'Make it a kiosk');
  await go(page, 'Ask something');
  await page.getByLabel('Your message').fill('Do you mend Tiffany lamps?');
  await press(page, 'Send');
  await look(page);
  await go(page, 'By WhatsApp');
  await page.getByRole('img', { name: 'QR code that opens WhatsApp with the code ready to be sent' }).waitFor();
  await look(page);
  expect(await page.getByText(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/).isVisible()).toBe(false);
  await page.getByText('I cannot scan it').click();
  await look(page);
  const code = (await page.getByText(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/).textContent()) ?? '';
  await shop.staff.call('writeInSandbox', { params: { inbox: inbox.id }, body: { from: '+12025550177', text: code } });
  const moved = await eventually('it goes on there', async () =>
    (await shop.staff.call('listConversations', { query: { view: 'open', limit: 20 } })).items.find(
      (each) => each.inbox.channel === 'whatsapp',
    ),
  );
  expect(await shop.textsOf(moved.id)).toEqual(['Do you mend Tiffany lamps?', code]);
  await page.getByText('If it was not you who sent the code').waitFor(); // with no touch
  await look(page);
});
