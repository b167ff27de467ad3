// Every page of the privacy centre in real Chromium: clean for axe in light and dark, on laptop and phone; within 30 kB as sent; readable at 200 % and
// on 320 pixels without scrolling sideways; every button large enough for a finger; nothing jumps.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFaultsInBothThemes } from '#test/axe';
import { type Journey, openBrowser } from '#test/browser';
import { eventually } from '#test/house';
import { customerOf, enterByLink } from './customer.ts';
import { openShop } from './open-shop.ts';

let shop: Awaited<ReturnType<typeof openShop>>;
let journey: Journey;
const limit = 30_000; // bytes, uncompressed
const minutes = 5 * 60_000; // many pages, each looked at as a whole
const outside = ['', '/notice', '/help', '/accessibility', '/enter?link=x', '/representing/x', '/nowhere'];
const inside = ['/me', '/data', '/choices', '/requests', '/correct', '/object', '/restrict', '/decisions', '/handover', '/erase'];
const screens = {
  laptop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};

beforeAll(async () => {
  shop = await openShop();
  journey = await openBrowser();
});
afterAll(async () => {
  await journey?.close();
  await shop?.house.stop();
});

/** What can be pressed and stands by itself; links within a sentence are as high as its line (WCAG 2.5.8). */
const pressed = 'button, input:not([type=hidden]), select, textarea, summary, nav a, footer a, .button, .tile';
/** Names of what is smaller than `least` pixels in either direction, as it stands on the page now. */
const tooSmall = (page: Page, least: number): Promise<string[]> =>
  page.locator(pressed).evaluateAll(
    (all, least) =>
      (all as unknown as { checkVisibility(): boolean; textContent: string; getBoundingClientRect(): { width: number; height: number } }[])
        .filter((one) => one.checkVisibility())
        .filter((one) => Math.min(one.getBoundingClientRect().width, one.getBoundingClientRect().height) < least)
        .map((one) => `${one.textContent.trim()} ${one.getBoundingClientRect().width} ${one.getBoundingClientRect().height}`),
    least,
  );
const fits = (page: Page): Promise<boolean> => page.evaluate('document.documentElement.scrollWidth <= innerWidth');

async function check(page: Page, address: string, least: number): Promise<void> {
  const answer = await page.goto(address);
  expect((await answer?.body())?.length, address).toBeLessThanOrEqual(limit);
  await look(page, address, least);
}

async function look(page: Page, address: string, least: number): Promise<void> {
  expect([address, ...(await axeFaultsInBothThemes(page))]).toEqual([address]);
  expect(await tooSmall(page, least), address).toEqual([]);
  expect(await fits(page), address).toBe(true);
}

test.each([
  ['laptop', 24],
  ['phone', 40],
] as const)(
  'axe finds nothing in light and dark, and everything is light and large enough (%s)',
  async (screen, least) => {
    const { link } = await customerOf(shop, `ada.${screen}@example.com`, 'en');
    const { page } = await journey.open(screens[screen]);
    for (const place of outside) await check(page, shop.centreUrl + place, least);
    await check(page, `${shop.house.url}/privacy/accessibility`, least);
    await enterByLink(page, link);
    await page.goto(`${shop.centreUrl}/correct`);
    await page.locator('textarea').fill('The street is wrong.');
    await page.getByRole('button', { name: 'Send' }).click();
    for (const place of inside) await check(page, shop.centreUrl + place, least);
  },
  minutes,
);

test(
  'so are the pages behind a code, a question in a mail, and a certificate',
  async () => {
    const email = 'carol.answers@example.com';
    const { person } = await customerOf(shop, email, 'en');
    const { page } = await journey.open(screens.phone);
    await page.goto(shop.centreUrl);
    await page.getByLabel('Email address').fill(email);
    await page.getByRole('button', { name: 'Send me a code' }).click();
    await page.getByLabel('Code from the email').waitFor();
    await look(page, 'the code', 40);
    const conversation = (await shop.staff.call('listConversations', { query: { view: 'open', limit: 1 } })).items[0]?.id ?? '';
    const { text } = await shop.staff.call('askConsent', { params: { conversation }, body: { purpose: 'marketing', channel: 'email' } });
    const question = /http\S+\/p\/[\w.~-]+/.exec(text ?? '')?.[0] ?? '';
    await check(page, question, 40);
    await page.getByRole('button', { name: 'No', exact: true }).click();
    await page.getByText('You said no').waitFor();
    await look(page, 'the answer', 40);
    const { id: request } = await shop.staff.call('openRequest', { body: { person, kind: 'erasure' } });
    await shop.staff.call('approveRequest', { params: { request } });
    const mail = await eventually('the answer', async () => (await shop.mailsTo(email)).find((one) => one.text.includes('/certificates/')));
    await eventually('the certificate', () => shop.staff.call('readCertificate', { params: { request } }).catch(() => undefined));
    await check(page, /https?:\S+\/privacy\/certificates\/\S+/.exec(mail.text)?.[0] ?? '', 40);
  },
  minutes,
);

test(
  'at 200 % and on 320 pixels nothing scrolls sideways, in the language with the longest words',
  async () => {
    const { link } = await customerOf(shop, 'boris.zoom@example.com', 'de');
    const { page } = await journey.open({ locale: 'de-DE', javaScriptEnabled: true });
    await enterByLink(page, link);
    for (const width of [640, 320]) {
      await page.setViewportSize({ width, height: 400 });
      for (const place of [...outside, ...inside]) {
        await page.goto(shop.centreUrl + place);
        expect(await fits(page), `${place} at ${width}`).toBe(true);
      }
    }
    await page.evaluate("document.querySelector('main').style.minWidth = '900px'");
    expect(await fits(page)).toBe(false); // what does not fit is found
  },
  minutes,
);

test('by keyboard alone: skip to the content, open a task, and answer a choice', async () => {
  const { link } = await customerOf(shop, 'carol.keys@example.com', 'en');
  const { page } = await journey.open({ javaScriptEnabled: false });
  await enterByLink(page, link);
  const focused = () => page.locator(':focus');
  await page.keyboard.press('Tab');
  expect(await focused().textContent()).toBe('Skip to content');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  expect(await focused().textContent()).toContain('Change my choices');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'My choices' }).waitFor();
  const isNo = async () => (await focused().getAttribute('value')) === 'no';
  do await page.keyboard.press('Tab');
  while (!(await isNo()));
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('Saved.').waitFor();
});

test('no page threw, nothing left the machine', () => expect(journey.faults).toEqual([]));
