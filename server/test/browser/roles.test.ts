// Roles as people give and take them in the console, in Chromium: what one person needs to begin, a colleague who runs the system and sees no customer, a role of one's own.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listInboxes, receive } from '#conversations';
import type { InboxId } from '#kit/ids';
import { arrive } from '#people';
import { expectClean } from '#test/axe';
import { type Journey, openBrowser } from '#test/browser';
import { colleagueOf, colleaguesPassword } from '#test/colleague';
import { openHouse } from '#test/house';

let house: Awaited<ReturnType<typeof openHouse>>;
let journey: Journey;
beforeAll(async () => {
  house = await openHouse();
  const carol = await house.staffClient();
  for (const name of ['Repairs', 'Sales'])
    await carol.call('addChannel', {
      body: { channel: 'email', name, settings: { address: `${name.toLowerCase()}@lantern.example.com` } },
    });
  journey = await openBrowser();
});
afterAll(async () => {
  await journey?.close();
  await house?.stop();
});

async function enter(page: Page, email: string, password: string): Promise<void> {
  await page.goto(`${house.url}/sign-in`);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').first().waitFor();
}

test('carol sees her three roles, invites an agent for chosen inboxes, gives a role that ends, and takes it away', {
  timeout: 120_000,
}, async () => {
  const { page } = await journey.open();
  await enter(page, house.admin.email, house.admin.password);
  await page.goto(`${house.url}/staff`);
  await page.getByText('so that one person can run a company').waitFor();
  for (const role of ['Administrator', 'Supervisor', 'Privacy officer']) await page.getByText(role, { exact: true }).waitFor();
  await expectClean(page);

  await page.getByRole('button', { name: 'Invite' }).click();
  await page.getByRole('dialog').waitFor();
  expect(await page.locator('select[name=role]').inputValue()).toBe('agent'); // least privilege is what is proposed
  expect(await page.getByRole('radio', { name: 'In these inboxes' }).isChecked()).toBe(true);
  await page.locator('input[name=name]').fill('Ada');
  await page.locator('input[name=email]').fill('ada@example.com');
  await page.getByRole('button', { name: 'Create link' }).click();
  await page.getByRole('alert').filter({ hasText: 'Choose at least one inbox' }).waitFor();
  await expectClean(page);
  await page.getByRole('checkbox', { name: 'Repairs' }).check();
  await page.getByRole('button', { name: 'Create link' }).click();
  await page.getByText('Link for Ada').first().waitFor();
  await page.getByRole('button', { name: 'Done' }).click();
  const ada = page.getByRole('listitem').filter({ hasText: 'ada@example.com' }).first();
  await ada.getByText('Repairs').waitFor();

  await ada.getByRole('button', { name: 'Give a role: Ada' }).click();
  await page.locator('select[name=role]').selectOption('auditor');
  expect(await page.getByRole('radio').count()).toBe(0); // where it shows no customers there is no inbox to choose
  await page.locator('input[name=until]').fill('2099-12-31');
  await page.locator('textarea[name=reason]').fill('Looks at how we work');
  await expectClean(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Give a role' }).click();
  await ada.getByText(/until/).waitFor();
  await expectClean(page);

  await ada.getByRole('button', { name: 'Auditor: Ada' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('[role=menuitem]:focus').waitFor();
  await page.keyboard.press('End');
  await page.locator('[role=menuitem]:focus', { hasText: 'Take away' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Take away' }).click();
  await ada.getByText('Auditor').waitFor({ state: 'detached' });
});

test('a team is made, a role is limited to it, and putting it to rest says first what falls back', { timeout: 120_000 }, async () => {
  const { page } = await journey.open();
  await enter(page, house.admin.email, house.admin.password);
  await page.goto(`${house.url}/teams`);
  await page.getByText('No teams').waitFor();
  await page.getByRole('button', { name: 'Make a team' }).click();
  await page.getByRole('checkbox', { name: 'Repairs' }).check();
  await page.getByRole('checkbox', { name: 'Carol' }).check();
  await expectClean(page);
  await page.getByRole('textbox', { name: 'Name' }).fill('North');
  await page.keyboard.press('Enter');
  await page.getByText('Repairs · one member: Carol').waitFor();
  await expectClean(page);

  const inbox = (await house.act((ctx) => listInboxes(ctx))).find(({ name }) => name === 'Repairs')?.id as InboxId;
  const { person } = await house.act((ctx) => arrive(ctx, { kind: 'email', value: 'boris@example.com', name: 'Boris' }));
  const { conversation } = await house.act((ctx) => receive(ctx, { inbox, person, text: 'It is broken' }));
  await page.goto(`${house.url}/inbox/${conversation}`);
  await page.getByText('It is broken').last().waitFor();
  await page.route('**/v1/staff', () => {}); // what she may see is known without asking for her colleagues
  await page.keyboard.press('a');
  await page.getByRole('menuitemradio', { name: 'North' }).press('Enter');
  await page.getByText('with North').waitFor();
  await page.unroute('**/v1/staff');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('with North').waitFor({ state: 'detached' });
  await page.keyboard.press('a');
  await page.getByRole('menuitemradio', { name: 'North' }).press('Enter');
  await page.getByText('with North').waitFor();
  await page.getByRole('link', { name: 'Teams 1' }).click();
  await page.getByRole('listitem').filter({ hasText: 'It is broken' }).first().waitFor();
  await expectClean(page);

  await page.goto(`${house.url}/staff`);
  await page
    .getByRole('button', { name: /^Give a role: / })
    .first()
    .click();
  await page.getByRole('radio', { name: 'Those of these teams only' }).check();
  await page.locator('textarea[name=reason]').fill('Helps out');
  await page.getByRole('dialog').getByRole('button', { name: 'Give a role' }).click();
  await page
    .getByRole('alert')
    .filter({ hasText: /Choose at least one/ })
    .waitFor();
  await expectClean(page);

  await page.goto(`${house.url}/teams`);
  await page.getByRole('button', { name: 'Change North' }).click();
  await page.getByRole('checkbox', { name: 'Repairs' }).uncheck();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByText('One conversation of the inboxes that it no longer serves').waitFor();
  await expectClean(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Put to rest: North' }).click();
  await page.getByText('One conversation is with it, 1 of them not closed').waitFor();
  await expectClean(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Put to rest' }).click();
  await page.getByText('at rest').waitFor();
});

test('a role of one’s own is made, described, and taken away', { timeout: 120_000 }, async () => {
  const { page } = await journey.open();
  await enter(page, house.admin.email, house.admin.password);
  await page.goto(`${house.url}/staff/roles`);
  await page.getByRole('heading', { name: /Auditor/ }).waitFor();
  await expectClean(page);
  await page.getByRole('button', { name: 'New role' }).click();
  await page.locator('input[name=name]').fill('Returns desk');
  await page.getByRole('checkbox', { name: 'read conversations' }).check();
  await page.locator('textarea[name=reason]').fill('Parcels come back');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('alert').filter({ hasText: 'at least one purpose' }).waitFor();
  await expectClean(page);
  await page
    .getByRole('checkbox', { name: /Answering/ })
    .or(page.locator('input[name=purpose]'))
    .first()
    .check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: /Returns desk/ }).waitFor();
  await page.getByRole('button', { name: 'Change “Returns desk”' }).click();
  await page.locator('input[name=name]').fill('Returns');
  expect(await page.locator('textarea[name=reason]').count(), 'another name gives nobody more').toBe(0);
  await page.getByRole('checkbox', { name: 'write to people' }).check();
  await page.locator('textarea[name=reason]').fill('They answer too');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: /^Returns(?! desk)/ }).waitFor();
  await page.goto(`${house.url}/settings`);
  await page.getByText('read conversations, write to people').waitFor();
  await page.getByText(/They answer too/).waitFor();
  await expectClean(page);
  await page.getByRole('button', { name: 'Take it back: Roles of your own: Returns' }).click();
  await page.getByText('read conversations, write to people').waitFor({ state: 'detached' });
  await page.goto(`${house.url}/staff/roles`);
  await page.getByRole('button', { name: 'Take “Returns” away' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take away' }).click();
  await page.getByRole('heading', { name: /Returns/ }).waitFor({ state: 'detached' });
});

test('an administrator without customers has a console that works, and no inbox in it', { timeout: 120_000 }, async () => {
  const emil = await colleagueOf(house, 'Emil', { role: 'administrator' });
  const { page } = await journey.open();
  await enter(page, emil.email, colleaguesPassword);
  await page.getByText('Your roles show you no customers').waitFor();
  expect(await page.getByRole('navigation').first().getByRole('link', { name: 'Inbox' }).count()).toBe(0);
  expect(new URL(page.url()).pathname).toBe('/');
  await expectClean(page);
  await page.goto(`${house.url}/inbox`);
  await page.getByText('Your roles show you no customers').waitFor();
  for (const path of ['/channels', '/staff', '/ledger', '/purposes', '/recipients', '/company', '/settings']) {
    await page.goto(house.url + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByText('Your role does not allow this').count(), path).toBe(0);
  }
});

test('nothing threw and nothing left the machine', () => expect(journey.faults).toEqual([]));
