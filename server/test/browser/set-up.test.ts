// From the one-time link to a published notice and an open channel, by keyboard alone, every step clean for axe in both themes; then the look and the profile.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setupLink } from '#access';
import { axeFaultsInBothThemes } from '#test/axe';
import { type Journey, openBrowser } from '#test/browser';
import { openHouse } from '#test/house';

let house: Awaited<ReturnType<typeof openHouse>>;
let journey: Journey;
const carol = { email: 'carol@example.com', password: 'a kettle beside the sea' };

beforeAll(async () => {
  house = await openHouse({ empty: true });
  journey = await openBrowser();
});
afterAll(async () => {
  await journey?.close();
  await house?.stop();
  expect(journey.faults).toEqual([]);
});

/** Presses Tab until the focus is on what is meant; what cannot be reached by keyboard fails here. */
async function tabTo(page: Page, isThere: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(
      `(() => { const e = document.activeElement; return e ? [e.getAttribute('name'), e.getAttribute('aria-label'), e.labels?.[0]?.textContent, e.textContent.trim()].filter(Boolean).join(' | ') : ''; })()`,
    );
    if (
      String(focused)
        .split(' | ')
        .some((text) => text === isThere)
    )
      return;
  }
  throw new Error(`Tab does not lead to ${isThere}`);
}
async function type(page: Page, field: string, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}
async function press(page: Page, button: string): Promise<void> {
  await tabTo(page, button);
  await page.keyboard.press('Enter');
}
const arrive = (page: Page, title: string) => page.getByRole('heading', { level: 1, name: title }).waitFor();

/** Nothing for axe in either theme, and nothing wider than the window. */
async function clean(page: Page): Promise<void> {
  expect(await axeFaultsInBothThemes(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
}
/** The step has the focus on its heading, so that a screen reader says where one is. */
const headingHasFocus = (page: Page) => expect.poll(() => page.evaluate("document.activeElement?.closest('h1') !== null")).toBe(true);

test('a newcomer sets up by keyboard alone, skips a step, comes back, and ends with a notice and open channels', {
  timeout: 240_000,
}, async () => {
  const { page } = await journey.open();
  await page.goto((await setupLink(house.tools)) ?? '');
  await page.getByRole('heading', { name: 'Set up Parley' }).waitFor();
  await page.keyboard.type('Tea & Tides'); // the first field has the focus
  await type(page, 'name', 'Carol');
  await type(page, 'email', carol.email);
  await type(page, 'password', carol.password);
  await page.keyboard.press('Enter');

  await arrive(page, 'Your company');
  await headingHasFocus(page);
  await clean(page);
  await type(page, 'address', 'Quay 4, 20457 Hamburg');
  await type(page, 'contactEmail', 'hello@example.com');
  await page.keyboard.press('Enter');

  await arrive(page, 'Establishment and authority');
  await headingHasFocus(page);
  await press(page, 'Skip for now');
  await arrive(page, 'Languages');
  await press(page, 'Back');
  await arrive(page, 'Establishment and authority');
  await tabTo(page, 'country');
  await page.keyboard.type('Austria');
  expect(await page.locator('input[name=authority]').inputValue()).toMatch(/Datenschutzbehörde, Wien/);
  await page.waitForTimeout(1500); // a list gathers what is typed for a second
  await page.keyboard.type('Germany');
  await tabTo(page, 'Federal state');
  await page.keyboard.type('Hamburg');
  await expect.poll(() => page.locator('input[name=authority]').inputValue()).toMatch(/Hamburgische Beauftragte/);
  await clean(page);
  await press(page, 'Save and continue');

  await arrive(page, 'Languages');
  await clean(page);
  await press(page, 'Save and continue');

  await arrive(page, 'First channel');
  await page.getByRole('heading', { name: 'Website chat' }).waitFor();
  await press(page, 'Open another channel');
  await page.getByRole('dialog').waitFor();
  await tabTo(page, 'Kind');
  await page.keyboard.type('Email');
  await type(page, 'name', 'Support');
  await type(page, 'address', 'support@example.com');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Support' }).waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await clean(page);
  await press(page, 'Test for real');
  await page.locator('[aria-live=polite]').filter({ hasText: /\w/ }).first().waitFor();
  await press(page, 'Continue');

  await arrive(page, 'Privacy notice');
  await page.getByRole('heading', { name: /First layer/ }).waitFor();
  expect(await page.getByText('Hamburgische Beauftragte').count()).toBeGreaterThan(0);
  await tabTo(page, 'English');
  await page.keyboard.press('ArrowRight');
  await page.locator('section[lang=de]').waitFor();
  await clean(page);
  await press(page, 'Publish in four languages');

  await arrive(page, 'Nothing is imported');
  await headingHasFocus(page);
  await clean(page);
  await press(page, 'To the inbox');
  await page.getByText('Left to do before the first conversation').waitFor({ state: 'detached' });

  const staff = await house.staffClient(carol);
  expect((await staff.call('listNotices')).items.map((notice) => [notice.language, notice.version]).sort()).toEqual([
    ['de', 1],
    ['en', 1],
    ['es', 1],
    ['fr', 1],
  ]);
  expect((await staff.call('listChannels')).items.map((each) => each.inbox.channel).sort()).toEqual(['email', 'web-chat']);
  await page.context().close();
});

async function signIn(page: Page): Promise<void> {
  await page.goto(`${house.url}/`);
  await page.locator('input[name=email]').fill(carol.email);
  await page.locator('input[name=password]').fill(carol.password);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').first().waitFor();
}

/** A picture as the browser itself encodes it, wide, so that it must be cut. */
async function picture(page: Page, kind: string): Promise<Buffer> {
  const base64 = await page.evaluate(
    `(() => { const c = document.createElement('canvas'); c.width = 400; c.height = 200; const p = c.getContext('2d'); p.fillStyle = '#8a5a2b'; p.fillRect(0, 0, 400, 200); return c.toDataURL('${kind}').split(',')[1]; })()`,
  );
  return Buffer.from(String(base64), 'base64');
}

test.each(['image/png', 'image/jpeg', 'image/webp'])(
  'a logo that the browser encodes as %s is shown on both grounds and to customers',
  async (mimeType) => {
    const { page } = await journey.open();
    await signIn(page);
    await page.goto(`${house.url}/company`);
    const buffer = await picture(page, mimeType);
    await page.locator('input[type=file]').setInputFiles({ name: 'logo', mimeType, buffer });
    await page.getByText('Logo saved.').waitFor();
    await expect
      .poll(() => page.evaluate("[...document.querySelectorAll('figure img')].filter((i) => i.naturalWidth === 400).length >= 2"), {
        timeout: 30_000,
      })
      .toBe(true);
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('No logo. Customers see your name.').waitFor();
    await page.locator('input[type=file]').setInputFiles({ name: 'logo.svg', mimeType: 'image/png', buffer: Buffer.from('<svg/>') });
    await page.getByRole('alert').filter({ hasText: 'not a PNG, JPEG or WebP' }).waitFor();
    await page.context().close();
  },
);

test('a photo is cut to a small square on the device, and stands in the menu and among the staff', { timeout: 240_000 }, async () => {
  const { page } = await journey.open();
  await signIn(page);
  await page.goto(`${house.url}/profile`);
  const buffer = await picture(page, 'image/jpeg');
  await page.locator('input[type=file]').setInputFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer });
  await page.getByRole('slider', { name: 'Move across' }).press('End');
  await clean(page);
  await page.getByRole('button', { name: 'Save photo' }).click();
  await page.getByText('Photo saved.').waitFor();
  await expect
    .poll(
      () =>
        page.evaluate(
          "[...document.querySelectorAll('img')].length >= 2 && [...document.querySelectorAll('img')].every((i) => i.naturalWidth === 256)",
        ),
      { timeout: 30_000 },
    )
    .toBe(true);
  await clean(page);
  await page.goto(`${house.url}/staff`);
  await page.locator('main img').first().waitFor();
  await clean(page);
  await page.context().close();
});

test('settings are found by a word, and what differs can be seen alone', async () => {
  const { page } = await journey.open();
  await signIn(page);
  await page.goto(`${house.url}/settings`);
  await page.getByLabel('Search settings').fill('erased person opens');
  await page.getByText('24 hours').waitFor();
  expect(await page.locator('main li').count()).toBe(1);
  await page.getByLabel('Search settings').fill('');
  await page.getByLabel('Only what differs').check();
  await page.getByText('set (secret)').first().waitFor();
  expect(await page.content()).not.toContain('postgres://');
  await clean(page);
  await page.context().close();
});
