// One long day with every hand on its own page: carol invites boris, boris answers ada, notes, and asks for a consent; ada says yes from the message; she asks for a
// restriction, then to be erased; carol carries both out. Everything by the pages, nothing by the API.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Journey, openBrowser } from '#test/browser';
import { openShop } from './open-shop.ts';

let shop: Awaited<ReturnType<typeof openShop>>;
let journey: Journey;
let carol: Page;
let boris: Page;
let ada: Page;
let hers: Page;

beforeAll(async () => {
  shop = await openShop();
  journey = await openBrowser();
  carol = (await journey.open()).page;
  boris = (await journey.open()).page;
  ada = (await journey.open()).page;
  hers = (await journey.open({ javaScriptEnabled: false })).page; // her privacy page: no script needed
});
afterAll(async () => {
  await journey?.close();
  await shop?.house.stop();
});

const line = 'Is the paper lantern safe outdoors?';
const reply = 'It is, under a roof.';
const aside = 'She asked about this in spring, too.';

const task = async (name: string) => {
  await hers.getByRole('link', { name: 'Overview', exact: true }).click();
  await hers.locator('.tile', { hasText: name }).click();
};

test('carol invites boris, who joins by the link', async () => {
  await carol.goto(`${shop.house.url}/staff`);
  await carol.locator('input[name=email]').fill(shop.house.admin.email);
  await carol.locator('input[name=password]').fill(shop.house.admin.password);
  await carol.keyboard.press('Enter');
  await carol.getByRole('button', { name: 'Invite' }).first().click();
  const dialog = carol.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Boris');
  await dialog.getByLabel('Email').fill('boris@example.org');
  await dialog.getByRole('checkbox').first().waitFor(); // the inboxes are asked for as the dialog opens
  for (const inbox of await dialog.getByRole('checkbox').all()) await inbox.check();
  await dialog.getByRole('button', { name: 'Create link' }).click();
  const link = ((await dialog.locator('pre').textContent()) ?? '').trim();
  await boris.goto(link);
  await boris.locator('input[name=password]').fill('seven slow lanterns glow');
  await boris.getByRole('button', { name: 'Join' }).click();
  await boris.getByRole('navigation').first().waitFor();
});

test('ada writes, boris answers, and his note stays inside', async () => {
  await ada.goto(`${shop.house.url}/demo`);
  await ada.getByRole('button', { name: 'Chat with us' }).click();
  await ada.getByRole('button', { name: 'Start chat' }).click();
  await ada.getByLabel('Your message').fill(line);
  await ada.keyboard.press('Enter');
  await boris.getByText(line).first().click();
  await boris.locator('[data-composer]').fill(reply);
  await boris.keyboard.press('Control+Enter');
  await ada.getByText(reply).waitFor();
  await boris.getByRole('tab', { name: 'Note' }).click();
  await boris.locator('[data-composer]').fill(aside);
  await boris.keyboard.press('Control+Enter');
  await boris.locator('article').filter({ hasText: aside }).waitFor();
  await boris.locator('[data-conversation]').filter({ hasText: aside }).getByText('Note:').waitFor(); // the list says whose words they are
  expect(await ada.getByText(aside).count()).toBe(0);
});

test('boris asks for a consent once; ada says yes from the message, with one press', async () => {
  await boris.getByRole('button', { name: 'Ask for consent' }).first().click();
  const dialog = boris.getByRole('dialog');
  await dialog.getByRole('radio', { name: /News and offers.*Web chat/ }).check();
  await dialog.getByRole('button', { name: 'Ask', exact: true }).click();
  const link = ada.getByRole('link', { name: /\/p\// }).first();
  await hers.goto((await link.getAttribute('href')) ?? '');
  const yes = hers.getByRole('button', { name: 'Yes', exact: true });
  const [left, right] = [await yes.boundingBox(), await hers.getByRole('button', { name: 'No', exact: true }).boundingBox()];
  expect([left?.width, left?.height]).toEqual([right?.width, right?.height]);
  await yes.click();
  await hers.getByRole('status').getByText('You said yes', { exact: false }).waitFor();
  await boris.getByRole('listitem').filter({ hasText: 'News and offers' }).getByText('Given').first().waitFor(); // it appears by itself
});

test('on her own page boris may ask too, and sees why not to ask again for what she has answered', async () => {
  const thread = new URL(boris.url()).pathname;
  const { person } = await shop.staff.call('readConversation', { params: { conversation: thread.split('/').at(-1) ?? '' } });
  await boris.goto(`${shop.house.url}/people/${person.id}`);
  await boris.getByRole('button', { name: 'Ask for consent' }).click();
  const dialog = boris.getByRole('dialog');
  const answered = dialog.getByRole('radio', { name: /News and offers.*Web chat/ });
  await answered.waitFor();
  expect(await answered.isDisabled()).toBe(true);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await boris.goto(`${shop.house.url}${thread}`);
});

test('ada puts her data on hold, boris is told at once why he may not write, and carol carries it out', async () => {
  const [opened] = await Promise.all([
    ada.context().waitForEvent('page'),
    ada.getByRole('button', { name: 'Privacy and my data' }).click(),
  ]);
  await opened.waitForURL(/privacy/);
  await hers.goto(opened.url());
  await opened.close();
  await hers.locator('main button').click(); // a signed link opens by a press, never by a look
  await task('Put my data on hold');
  await hers.getByRole('button', { name: 'Put it on hold' }).click();
  await boris.getByText('Restricted · Art. 18').first().waitFor();
  await carol.goto(`${shop.house.url}/requests`);
  await carol
    .getByRole('link', { name: /Restriction/ })
    .first()
    .click();
  await carol.getByRole('button', { name: 'Carry out…' }).click();
  await carol.getByRole('dialog').locator('button[type=submit]').click();
  await carol.getByText('Fulfilled').first().waitFor();
});

test('ada is erased: every page forgets her, and the certificate stands', async () => {
  await task('Have me erased');
  await hers.getByRole('button', { name: 'Yes, erase me' }).click();
  await carol.goto(`${shop.house.url}/requests`);
  await carol
    .getByRole('link', { name: /Erasure/ })
    .first()
    .click();
  await carol.getByRole('button', { name: 'Approve and erase' }).click();
  await carol.getByRole('button', { name: 'Erase for good' }).click();
  await ada.getByText('Your data was erased').waitFor();
  await boris.getByText(line).first().waitFor({ state: 'detached' });
  await carol
    .getByRole('link', { name: /certificate/i })
    .first()
    .click();
  await carol
    .getByRole('heading', { name: /certificate/i })
    .first()
    .waitFor();
});

test('no page threw, nothing left the machine', () => expect(journey.faults).toEqual([]));
