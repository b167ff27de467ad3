// Pictures of every page from the running demo, laptop and phone, light and dark: `npm run shots [-- --docs]`. With --docs the picture of the README is made anew.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { openDemo, signIn } from '../server/src/cli/demo.ts';
import { staff } from '../server/src/cli/demo-texts.ts';
import { readConfig } from '../server/src/kit/config.ts';
import { startParley } from '../server/src/main.ts';
import { consolePages } from '../server/test/support/console-pages.ts';
import { findChromium } from './chromium.ts';
import { newCustomer, shootCentre } from './shots-centre.ts';

const root = path.join(import.meta.dirname, '..');
const out = path.join(root, 'shots');
const data = mkdtempSync(path.join(tmpdir(), 'parley-shots-'));
const screens = { laptop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
const named = (address: string) => address.slice(1).replaceAll('/', '-');

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const parley = await startParley(readConfig({ PARLEY_DATA: data, PORT: '0', PARLEY_SMTP_PORT: '2598' }), { writeLog: () => undefined });
const browser = await chromium.launch({
  executablePath: findChromium().path ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  let privacy = '';
  await openDemo(parley, (line) => {
    privacy = line.match(/http\S+\/privacy\/\S+/)?.[0] ?? privacy;
  });
  for (const [screen, viewport] of Object.entries(screens))
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ viewport, colorScheme, locale: 'en-GB', deviceScaleFactor: 1 });
      const page = await context.newPage();
      const shoot = async (name: string, fullPage = false) => {
        await page.waitForLoadState('load');
        await page.waitForTimeout(600);
        await page.screenshot({ path: path.join(out, `${name}-${screen}-${colorScheme}.png`), fullPage });
        console.log(`${name} ${screen} ${colorScheme}`);
      };
      await shootCustomers(page, shoot);
      await shootCentre(page, privacy, await newCustomer(parley.url, 'en', `ada.${screen}.${colorScheme}@example.com`), shoot);
      await shootConsole(page, shoot);
      await context.close();
    }
  if (process.argv.includes('--docs')) {
    mkdirSync(path.join(root, 'docs/pictures'), { recursive: true });
    copyFileSync(path.join(out, 'thread-laptop-light.png'), path.join(root, 'docs/pictures/inbox.png'));
  }
} finally {
  await browser.close();
  await parley.stop();
  rmSync(data, { recursive: true, force: true });
}

async function shootCustomers(page: Page, shoot: (name: string) => Promise<void>): Promise<void> {
  await page.goto(`${parley.url}/demo`);
  await shoot('shop');
  await page.getByRole('button', { name: 'Chat with us' }).click();
  await page.getByRole('button', { name: 'Start chat' }).waitFor();
  await shoot('widget-notice');
  await page.getByRole('button', { name: 'Start chat' }).click();
  await page.getByLabel('Your message').fill('Is the paper lantern safe on a covered balcony?');
  await page.keyboard.press('Enter');
  await shoot('widget-chat');
}

async function shootConsole(page: Page, shoot: (name: string) => Promise<void>): Promise<void> {
  await page.goto(parley.url);
  await page.getByLabel(/email/i).waitFor();
  await shoot('sign-in');
  await page.getByLabel(/email/i).fill(staff.email);
  await page.locator('input[name=password]').fill(staff.password);
  await page.keyboard.press('Enter');
  await page.getByText('Opening hours in December').first().waitFor();
  for (const address of consolePages().filter((each) => !each.includes('$'))) {
    await page.goto(`${parley.url}${address}`);
    await page.locator('#main h1').first().waitFor({ state: 'attached' });
    await shoot(named(address));
  }
  await page.goto(`${parley.url}/requests`);
  await page.locator('#main a[href^="/requests/"]').first().click();
  await page.waitForURL(/requests\/./);
  await page.locator('#main h1').first().waitFor({ state: 'attached' });
  await shoot('request');
  const office = await signIn(parley.url);
  const purposes = (await office.call('listPurposes')).items;
  await page.goto(`${parley.url}/purposes/${purposes.find(({ code }) => code === 'marketing')?.id}`);
  await page.locator('#main textarea').first().waitFor();
  await shoot('purpose');
  await page.goto(`${parley.url}/inbox`);
  await page.getByText('Opening hours in December').first().click();
  await page.locator('[data-composer]').waitFor();
  await shoot('thread');
  await page.locator('section[aria-label="Messages"]').focus();
  await page.keyboard.press('Control+k');
  await shoot('palette');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await shoot('keys');
  await page.keyboard.press('Escape');
  const { items } = await office.call('listConversations', { query: { view: 'open', limit: 1 } });
  const first = items[0]?.person.id ?? '';
  await page.goto(`${parley.url}/people/${first}`);
  await page.locator('#main h1').first().waitFor({ state: 'attached' });
  await shoot('person');
}
