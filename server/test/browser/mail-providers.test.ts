// Mail is posted by a provider: entered there by hand as the channel says, then by one press once its API key is known; clean for axe in both themes.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { config } from '#kit/config';
import { expectClean } from '#test/axe';
import { type Journey, openBrowser } from '#test/browser';
import { type MailProviders, openMailProviders, postmarkToken } from '#test/mail-providers';
import { openShop } from './open-shop.ts';

let shop: Awaited<ReturnType<typeof openShop>>;
let there: MailProviders;
let journey: Journey;
beforeAll(async () => {
  [shop, there, journey] = [await openShop(), await openMailProviders(), await openBrowser()];
  const { tools } = shop.house;
  config.set(tools, { ...config.of({ tools }), postmarkUrl: there.url, insideHosts: new URL(there.url).host });
});
afterAll(async () => {
  await journey?.close();
  await shop?.house.stop();
  await there?.stop();
  expect(journey.faults).toEqual([]);
});

const shots = process.env['PARLEY_SHOTS'];

test('the key is offered where it is not known, and one press then sets the address', async () => {
  const { page } = await journey.open({ colorScheme: 'light' });
  const { house } = shop;
  const look = async (name: string): Promise<void> => {
    await expectClean(page);
    if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  };
  await page.goto(`${house.url}/`);
  await page.locator('input[name=email]').fill(house.admin.email);
  await page.locator('input[name=password]').fill(house.admin.password);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').first().waitFor();

  await page.goto(`${house.url}/channels`);
  await page.getByRole('button', { name: 'Add a channel' }).click();
  await page.getByLabel('Kind').selectOption('email');
  await page.getByLabel('Name of the inbox').fill('Posted mail');
  await page.getByLabel('Address', { exact: true }).fill('posted@shop.example.org');
  await page.getByLabel('How mail comes in').selectOption('webhook');
  await page.getByLabel('Who posts the mail').selectOption('sendgrid');
  await page.getByLabel('API key').fill('SG.anything-at-all');
  await page.getByLabel('Domain there').waitFor();
  await look('mail-dialog-keyed');
  await page.getByLabel('Who posts the mail').selectOption('postmark');
  await page.getByLabel('Password in the address').fill('a-password-of-our-own');
  await page.getByRole('button', { name: 'Open channel' }).click();
  await page.getByText('Or enter the API key of Postmark').waitFor();
  expect(await page.getByRole('button', { name: 'Set it at Postmark' }).count()).toBe(0);
  await look('mail-by-hand');

  await page.getByRole('button', { name: 'Enter the key' }).click();
  await page.getByLabel('Server API token').fill(postmarkToken);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByRole('button', { name: 'Set it at Postmark' }).click();
  await page.getByText('Done: what is mailed to the address').waitFor();
  await look('mail-set');
  expect(there.postmark.server).toMatchObject({ RawEmailEnabled: true, InboundHookUrl: expect.stringContaining('a-password-of-our-own@') });
});
