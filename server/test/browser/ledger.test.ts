// The ledger's page in Chromium: searched by keyboard alone, in German too, and a fault that the self-check found is there to see.
import pg from 'pg';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#kit/ids';
import { appendMany, sequence, watch } from '#ledger';
import { expectClean } from '#test/axe';
import { type Journey, openBrowser } from '#test/browser';
import { colleagueOf, colleaguesPassword } from '#test/colleague';
import { openHouse } from '#test/house';

let house: Awaited<ReturnType<typeof openHouse>>;
let journey: Journey;
beforeAll(async () => {
  house = await openHouse();
  journey = await openBrowser();
  await house.act((ctx) => appendMany(ctx, [{ kind: 'consent.given' }, { kind: 'consent.withdrawn' }, { kind: 'data.sent' }]));
  await house.act(sequence);
});
afterAll(async () => {
  await journey?.close();
  await house?.stop();
  expect(journey.faults).toEqual([]);
});

async function atLedger(options: Parameters<Journey['open']>[0] = {}, who = house.admin): Promise<Page> {
  const { page } = await journey.open(options);
  await page.goto(`${house.url}/`);
  await page.locator('input[name=email]').fill(who.email);
  await page.locator('input[name=password]').fill(who.password);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').first().waitFor();
  await page.goto(`${house.url}/ledger`);
  await page.locator('#main ol li').first().waitFor();
  return page;
}
const codes = (page: Page) => page.locator('#main ol li code').allTextContents();
const until = (page: Page, kinds: readonly string[]) =>
  expect.poll(async () => [...new Set(await codes(page))].sort(), { timeout: 10_000 }).toEqual([...kinds].sort());

test('the ledger is searched by keyboard: a family of acts, a colleague, days, and back to everything', async () => {
  const page = await atLedger();
  await page.getByLabel('Kind').focus();
  await page.keyboard.type('Everything about consent');
  await until(page, ['consent.given', 'consent.withdrawn']);
  await page.keyboard.press('Tab');
  await page.keyboard.type('Carol');
  await page.getByText('Nothing recorded').waitFor();
  await page.getByRole('button', { name: 'Show all' }).press('Enter');
  await page.getByLabel('Done by').selectOption({ label: 'Carol' });
  await until(page, ['data.revealed', 'staff.joined', 'staff.signed-in']);
  await page.getByLabel('Done by').selectOption('');
  await page.getByLabel('From', { exact: true }).fill('2001-01-01');
  await page.getByLabel('Up to and with').fill('2001-01-02');
  await page.getByText('Nothing recorded').waitFor();
  await page.getByLabel('Up to and with').fill('2000-12-31');
  await page.getByText('This day lies before the first one.').waitFor();
  await expectClean(page);
});

test('a fault that the self-check found stands on the page, in German; an officer finds what is about one person by the address of their page', async () => {
  const dora = await colleagueOf(house, 'Dora', { role: 'privacy-officer' });
  const ada = newId('per');
  await house.act((ctx) => appendMany(ctx, [{ kind: 'consent.refused', subject: ada }]));
  const admin = new pg.Client({ connectionString: house.adminUrl });
  await admin.connect();
  await admin.query('SET session_replication_role = replica');
  await admin.query(`UPDATE ledger_entries SET kind = 'data.kept' WHERE kind = 'data.sent'`);
  await admin.end();
  await house.act(watch);
  const page = await atLedger({ locale: 'de-DE' }, { name: 'Dora', email: dora.email, password: colleaguesPassword });
  await page.getByRole('alert').filter({ hasText: 'Die Selbstprüfung fand' }).waitFor();
  expect(await page.getByRole('alert').textContent()).toContain('leaf-differs');
  const field = page.getByLabel('Zu einer Person');
  await field.fill(`${house.url}/people/${ada}`);
  await until(page, ['consent.refused']);
  expect(new URL(page.url()).search).toBe(`?person=${ada}`);
  await expectClean(page);
  await page.getByRole('button', { name: 'Alle zeigen' }).click();
  await expect.poll(() => codes(page)).toContain('consent.given');
  expect(await field.inputValue()).toBe('');
  await field.fill('Ada');
  await page.keyboard.press('Tab');
  await page.getByText('Das ist weder die Kennung').waitFor();
});
