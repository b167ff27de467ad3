// Every page of the router, in light and dark: axe, reflow at 200 % zoom and at 320 px, targets, visible focus, landmarks, title, language, and nothing that
// jumps while it loads. The addresses come from the router's own source, so that a new page cannot be forgotten.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFaultsInBothThemes } from '#test/axe';
import { type Journey, openBrowser } from '#test/browser';
import { addresses, consolePages } from '#test/console-pages';
import { layoutShift, lostFocus, smallTargets, spilling, watchShift } from './access-probes.ts';
import { openShop } from './open-shop.ts';

const outside = ['/sign-in', '/setup', '/invitation', '/forgotten', '/password'];
const zoomed = { width: 720, height: 450 };
const narrow = { width: 320, height: 640 };
let shop: Awaited<ReturnType<typeof openShop>>;
let journey: Journey;
let ids: Record<string, string>;

beforeAll(async () => {
  shop = await openShop();
  journey = await openBrowser();
  ids = await someIds();
});
afterAll(async () => {
  await journey?.close();
  await shop?.house.stop();
  expect(journey.faults.filter((each) => each.startsWith('refused by the policy'))).toEqual([]);
});

const pages = consolePages();

/** What stands for `$conversation` and the like. */
async function someIds(): Promise<Record<string, string>> {
  const open = shop.house.publicClient();
  const { notice } = await open.call('readWidget', { params: { key: shop.widgetKey }, query: {} });
  const visit = { language: 'en', noticeId: notice.id, noticeHash: notice.hash } as const;
  for (const text of ['Good morning, is the brass lamp back?', 'And one more thing.']) {
    const { token } = await open.call('startVisit', { params: { key: shop.widgetKey }, body: visit });
    await shop.house.visitorClient(token).call('addVisitMessage', { body: { clientId: crypto.randomUUID(), text } });
  }
  const { items } = await shop.staff.call('listConversations', { query: { view: 'all' } });
  const [first, second] = items;
  const request = await shop.staff.call('openRequest', { body: { person: second?.person.id ?? '', kind: 'erasure' } });
  await shop.staff.call('approveRequest', { params: { request: request.id } });
  const { items: purposes } = await shop.staff.call('listPurposes');
  const marketing = purposes.find((purpose) => purpose.code === 'marketing');
  return { conversation: first?.id ?? '', person: first?.person.id ?? '', request: request.id, purpose: marketing?.id ?? '' };
}

const filled = (address: string) => address.replace(/\$(\w+)/g, (_, name: string) => ids[name] ?? `missing-${name}`);

async function open(page: Page, address: string): Promise<void> {
  await page.goto(`${shop.house.url}${filled(address)}`);
  await page.locator('h1').first().waitFor({ state: 'attached' });
  expect(new URL(page.url()).pathname).toBe(filled(address)); // not sent away to sign in
  const loading = page.getByText(/^(Loading|Wird geladen)$/);
  if (address !== '/parts') await loading.first().waitFor({ state: 'detached' });
}

async function signedIn(options: Parameters<Journey['open']>[0]): Promise<Page> {
  const { page } = await journey.open(options);
  await page.goto(`${shop.house.url}/`);
  await page.locator('input[name=email]').fill(shop.house.admin.email);
  await page.locator('input[name=password]').fill(shop.house.admin.password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/inbox*'); // the page of the sign-in has a main region too
  await page.locator('#main').waitFor();
  return page;
}

/** What is wrong with a page as it stands, in words. */
async function faults(page: Page): Promise<string[]> {
  const count = (selector: string) => page.locator(selector).count();
  const [mains, headings, lang, title] = [
    await count('main'),
    await count('h1'),
    await page.locator('html').getAttribute('lang'),
    await page.title(),
  ];
  return [
    ...(await axeFaultsInBothThemes(page)),
    ...(mains === 1 ? [] : [`${mains} main landmarks`]),
    ...(headings === 1 ? [] : [`${headings} h1`]),
    ...(lang === 'en' || lang === 'de' ? [] : [`lang is ${lang}`]),
    ...(/^(\(\d+\) )?.+ · Parley$/.test(title) ? [] : [`title is ${title}`]),
    ...(await smallTargets(page)),
  ];
}

async function widthFaults(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const [name, size] of Object.entries({ '200 %': zoomed, '320 px': narrow })) {
    await page.setViewportSize(size);
    await page.waitForTimeout(80);
    const width = await page.evaluate('document.documentElement.scrollWidth');
    if ((width as number) > size.width) found.push(`${name}: ${width} px wide`);
    found.push(...(await spilling(page)).map((each) => `${name}: ${each}`));
  }
  return found;
}

test('the addresses are those of the router', () => {
  expect(pages.length).toBeGreaterThan(15);
  expect(pages).toContain('/inbox/$conversation');
  expect(addresses("createRoute({ ...page('/new/$thing', 'new') })")).toEqual(['/new/$thing']);
});

describe('signed in, in German, whose words are the longest', () => {
  const viewport = { width: 1440, height: 900 };
  let page: Page;
  beforeAll(async () => {
    page = await signedIn({ colorScheme: 'light', viewport, locale: 'de-DE' });
    await watchShift(page);
  });
  test.each(pages.filter((address) => !outside.includes(address)))('%s is open to everybody, in light and dark', async (address) => {
    await page.setViewportSize(viewport);
    await open(page, address);
    await page.waitForTimeout(250);
    const shift = await layoutShift(page);
    const found = await faults(page);
    if (shift > 0.01) found.push(`layout shifts by ${shift.toFixed(3)}`);
    expect([...found, ...(await lostFocus(page)), ...(await widthFaults(page))]).toEqual([]);
  });
});

test('the channels do not move when the word about captured mail comes late', async () => {
  const page = await signedIn({ viewport: { width: 1440, height: 900 } });
  await watchShift(page);
  await page.route('**/v1/captured*', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 600));
    await route.continue();
  });
  await open(page, '/channels');
  await page.getByText(/^No relay is set/).waitFor();
  await page.waitForTimeout(250);
  expect(await layoutShift(page)).toBeLessThan(0.01);
});

test.each(outside)('%s is open to everybody, signed in or not', async (address) => {
  const { page, context } = await journey.open();
  await open(page, address);
  expect([...(await faults(page)), ...(await lostFocus(page)), ...(await widthFaults(page))]).toEqual([]);
  await context.close();
});

test('the skip link is the first stop and leads to the content', async () => {
  const page = await signedIn({});
  await open(page, '/purposes');
  expect(await page.evaluate(`document.querySelector('a[href], button, input, select').getAttribute('href')`)).toBe('#main');
  await page.locator('a[href="#main"]').focus();
  await page.keyboard.press('Enter');
  expect(await page.evaluate('document.activeElement.id')).toBe('main');
});

test('colours on the page of parts have the contrast they need', async () => {
  const page = await signedIn({});
  await open(page, '/parts');
  await page.locator('[data-contrast]').first().waitFor();
  const marks = await page.evaluate<
    { name: string; ratio: number; least: number }[]
  >(`[...document.querySelectorAll('[data-contrast]')].map((mark) => ({
    name: mark.parentElement.textContent, ratio: Number(mark.dataset.contrast), least: Number(mark.dataset.least) }))`);
  const found = marks.filter((mark) => !(mark.ratio >= mark.least)).map((mark) => mark.name);
  expect(marks.length).toBeGreaterThan(30);
  expect(found).toEqual([]);
});

test('the probes find what they are for', async () => {
  const { page } = await journey.open();
  await page.setContent(`<body><button style="width:10px;height:10px;padding:0">a</button><button style="width:10px;height:10px;padding:0">b</button>
    <a href="#x" style="outline:none">no ring</a></body>`);
  expect((await smallTargets(page)).length).toBeGreaterThan(0);
  expect((await lostFocus(page)).some((each) => each.includes('no ring'))).toBe(true);
  await page.setContent('<body><button style="height:24px;width:200px">three little words</button>');
  expect(await spilling(page)).toEqual([]);
  await page.evaluate("document.querySelector('button').style.width = '20px'");
  expect((await spilling(page)).some((each) => each.includes('three little words'))).toBe(true);
  await page.setContent(
    '<style>@media (prefers-color-scheme: dark) { body { background: #000; color: #333 } }</style><main><h1>Dim</h1></main>',
  );
  expect((await axeFaultsInBothThemes(page)).some((each) => each.startsWith('in the dark: color-contrast'))).toBe(true);
});
