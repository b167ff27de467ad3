// Single sign-on as people do it, in Chromium with a certified provider in its own process: set up, come in, be asked anew, leave on both sides.
import pg from 'pg';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectClean } from '#test/axe';
import { type Journey, openBrowser } from '#test/browser';
import { eventually, openHouse } from '#test/house';
import { type IdentityProvider, openIdentityProvider } from '#test/identity-provider';

let house: Awaited<ReturnType<typeof openHouse>>;
let idp: IdentityProvider;
let journey: Journey;
const minutes = 180_000;
const ada = { claims: { email: 'ada@example.com', email_verified: true, name: 'Ada', groups: ['Support'] } };
beforeAll(async () => {
  idp = await openIdentityProvider();
  house = await openHouse({ environment: { PARLEY_INSIDE_HOSTS: idp.host } });
  journey = await openBrowser();
});
afterAll(async () => {
  await journey?.close();
  await house?.stop();
  await idp?.stop();
});

async function byPassword(page: Page): Promise<void> {
  await page.goto(`${house.url}/sign-in`);
  await page.locator('input[name=email]').fill(house.admin.email);
  await page.locator('input[name=password]').fill(house.admin.password);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').first().waitFor();
}

/** As if everybody had proven themselves an hour ago; the clock of the provider cannot be moved. What memory holds of a session ends after five seconds. */
async function anHourAgo(): Promise<void> {
  const admin = new pg.Client({ connectionString: house.adminUrl });
  await admin.connect();
  await admin.query("UPDATE sessions SET proven_at = proven_at - interval '1 hour'");
  await admin.end();
  await new Promise((resolve) => setTimeout(resolve, 5_500));
}

async function asAt(page: Page, login: string): Promise<void> {
  await page.getByLabel('Login').fill(login);
  await page.getByRole('button', { name: 'Continue' }).click();
}

test('carol sets the provider up: what it says of itself, what groups mean, what to enter there, a token', {
  timeout: minutes,
}, async () => {
  idp.knows({ ada });
  const { page } = await journey.open();
  await byPassword(page);
  await page.goto(`${house.url}/single-sign-on`);
  await page.getByText('No provider yet').waitFor();
  await expectClean(page);
  await page.getByRole('button', { name: 'Add a provider' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Lantern ID');
  await page.getByLabel('Issuer').fill('https://169.254.169.254');
  await page.getByRole('button', { name: 'Test' }).click();
  await page.getByText('it leads inside a network').waitFor();
  await page.getByLabel('Issuer').fill(idp.issuer);
  await page.getByLabel('Client ID').fill('parley');
  await page.getByLabel('Client secret').fill(idp.secret);
  await page.getByRole('textbox', { name: 'Domains' }).fill('Example.com');
  await page.getByRole('button', { name: 'Add a group' }).click();
  await page.getByLabel('Group', { exact: true }).fill('Support');
  await page.getByLabel('Means', { exact: true }).selectOption('agent');
  await expectClean(page);
  await page.keyboard.press('Escape');
  await page.getByText('No provider yet').waitFor();

  const staff = await house.staffClient();
  const { id: team } = await staff.call('addTeam', { body: { name: 'North' } });
  const provider = await staff.call('addProvider', {
    body: {
      ...{ name: 'Lantern ID', issuer: idp.issuer, clientId: 'parley', secret: idp.secret, domains: ['example.com'] },
      ...{
        addsPeople: true,
        groupsClaim: 'groups',
        groups: [{ group: 'Support', role: 'agent' }],
        teams: [{ group: 'Support', team }],
        strongAcr: [],
        passwordsOff: false,
      },
    },
  });
  await idp.start(provider);
  await page.reload();
  await page.getByText('Team: North').waitFor();
  await page.getByRole('button', { name: 'Change Lantern ID' }).click();
  await page.getByRole('button', { name: 'Test' }).click();
  await page.getByText('The provider answers.').waitFor();
  await page.getByText(`${idp.issuer}/token`).waitFor();
  await expectClean(page);
  await page.getByLabel('Name', { exact: true }).fill('Lantern');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.').waitFor();
  await page.getByText('To enter at the provider').click();
  await page.getByText(provider.redirectUri).waitFor();
  await page.getByRole('button', { name: 'Make a token' }).click();
  await page.getByText(/^parley_scim_[\w-]{43}$/).waitFor();
  await expectClean(page);
  await page.getByRole('button', { name: 'I have entered it' }).click();
  await page.getByText('never used').waitFor();
  await page.context().close();
  expect(journey.faults).toEqual([]);
});

test('ada comes in by the button, is asked anew before a dangerous act, and leaves on both sides', { timeout: minutes }, async () => {
  const { page, context } = await journey.open();
  await page.goto(`${house.url}/sign-in?next=/security`);
  await page.getByRole('button', { name: 'Sign in with Lantern' }).waitFor();
  await expectClean(page);
  await page.getByRole('button', { name: 'Sign in with Lantern' }).click();
  await asAt(page, 'ada');
  await page.waitForURL((url) => url.pathname === '/security');
  await page.getByText('Ada').first().waitFor();
  expect(page.url()).not.toContain('code=');
  await page.goto(`${house.url}/teams`);
  await page.getByText('one member: Ada').getByText('by a group').waitFor();
  await page.goto(`${house.url}/security`);

  await anHourAgo();
  await page.getByRole('button', { name: 'Make a key' }).click();
  await page.getByLabel('What it is for').fill('Shop');
  await page.getByRole('checkbox').first().check();
  const dialog = page.getByRole('dialog').last();
  await page.getByRole('button', { name: 'Make a key' }).last().click();
  await page.getByText('Is it still you?').waitFor();
  await expectClean(page);
  const opened = context.waitForEvent('page');
  await page.getByRole('button', { name: 'Ask my company’s sign-in' }).click();
  const beside = await opened;
  await asAt(beside, 'ada');
  await dialog.getByText(/^parley_[\w-]{43}$/).waitFor();
  await page.getByRole('button', { name: 'I have kept it' }).click();

  await page.getByRole('button', { name: /Account/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Yes, sign me out' }).click();
  await page.waitForURL((url) => url.pathname === '/sign-in');
  await page.getByRole('button', { name: 'Sign in with Lantern' }).click();
  await page.getByLabel('Login').waitFor(); // the provider asks again: the session there is over, too
  await context.close();
  expect(journey.faults).toEqual([]);
});

test('what ends at the provider ends here at once, also on a page that is open', { timeout: minutes }, async () => {
  const { page, context } = await journey.open();
  const provider = (await (await house.staffClient()).call('listProviders')).items[0];
  await page.goto(provider?.signInUri ?? '');
  await asAt(page, 'ada');
  await page.getByRole('navigation').first().waitFor();
  const me = () => page.request.get(`${house.url}/v1/me`);
  expect((await me()).status()).toBe(200);
  const elsewhere = await context.newPage();
  await elsewhere.goto(`${idp.issuer}/session/end`);
  await elsewhere.getByRole('button', { name: 'Yes, sign me out' }).click();
  await eventually('the end of the session', async () => (await me()).status() === 401);
  await context.close();
});

test('somebody without a role is told so, in their language, and nobody is made', { timeout: minutes }, async () => {
  idp.knows({ boris: { claims: { email: 'boris@example.com', email_verified: true, name: 'Boris', groups: ['Cooks'] } } });
  const { page } = await journey.open({ locale: 'de-DE' });
  await page.goto(`${house.url}/sign-in`);
  await page.getByRole('button', { name: 'Mit Lantern anmelden' }).click();
  await asAt(page, 'boris');
  await page.getByText('Keine deiner Gruppen hat hier eine Rolle.').waitFor();
  await expectClean(page);
  expect((await (await house.staffClient()).call('listStaff')).items.map((each) => each.email).sort()).toEqual([
    'ada@example.com',
    house.admin.email,
  ]);
  await page.context().close();
});
