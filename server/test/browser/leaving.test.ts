// Staff who forget, who leave, and who read in an emergency: each journey once, by keyboard and mouse, in Chromium.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeNow } from '#test/authenticator';
import { expectClean } from '#test/axe';
import { type Journey, openBrowser } from '#test/browser';
import { browserOf } from '#test/browser-of';
import { eventually } from '#test/house';
import { openShop } from './open-shop.ts';

const password = 'nine quiet kettles hum';
const next = 'eleven kind ladders wait';
let shop: Awaited<ReturnType<typeof openShop>>;
let journey: Journey;
beforeAll(async () => {
  shop = await openShop();
  journey = await openBrowser();
});
afterAll(async () => {
  await journey?.close();
  await shop?.house.stop();
});

async function join(name: string, role: 'agent' | 'administrator') {
  const email = `${name.toLowerCase()}@example.com`;
  const { link, staff } = await shop.staff.call('invite', { body: { email, name, role } });
  const browser = browserOf(shop.house.url);
  await browser.call('POST', `/v1/invitations/${link?.split('#')[1]}/acceptance`, { name, password });
  return { id: staff.id, email, ...browser };
}
async function enter(page: Page, email: string, word = password): Promise<void> {
  await page.goto(`${shop.house.url}/sign-in`);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(word);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').first().waitFor();
}
/** A conversation of a visitor, as somebody in the chat begins it. */
async function conversation(text: string) {
  const open = shop.house.publicClient();
  const { notice } = await open.call('readWidget', { params: { key: shop.widgetKey }, query: {} });
  const visit = { language: 'en', noticeId: notice.id, noticeHash: notice.hash } as const;
  const { token, visitor } = await open.call('startVisit', { params: { key: shop.widgetKey }, body: visit });
  await shop.house.visitorClient(token).call('addVisitMessage', { body: { clientId: crypto.randomUUID(), text } });
  const { items } = await shop.staff.call('listConversations', { query: { view: 'open' } });
  return { id: items.find((each) => each.person.id === visitor)?.id ?? '', person: visitor };
}

test('ada forgot her password: a mail, her second factor, a new one, and the key she does not know is gone', {
  timeout: 120_000,
}, async () => {
  const ada = await join('Ada', 'agent');
  const { secret } = (await ada.call('POST', '/v1/me/second-factor')).body as { secret: string };
  await ada.call('POST', '/v1/me/second-factor/confirmation', { code: codeNow(secret) });
  await ada.call('POST', '/v1/me/keys', { name: 'Strange sync', scopes: ['staff.read'], days: 30 });
  const { page } = await journey.open({ colorScheme: 'dark' });
  await page.goto(`${shop.house.url}/sign-in`);
  await page.getByRole('link', { name: 'I forgot my password' }).click();
  await expectClean(page);
  await page.getByLabel('Email').fill(ada.email);
  await page.keyboard.press('Enter');
  await page.getByText('Look into your mail').waitFor();
  await expectClean(page);
  const link = await eventually('the mail', async () =>
    (await shop.mailsTo(ada.email)).map(({ text }) => /http\S+\/password#\S+/.exec(text)?.[0]).find(Boolean),
  );
  shop.house.passTime(30_000); // the code of the set-up does not count twice
  await page.goto('about:blank');
  await page.goto(link.replace(/^http:\/\/[^/]+/, shop.house.url));
  await page.getByText('your account has a second factor').waitFor();
  await expectClean(page);
  await page.getByLabel('Code').fill(codeNow(secret, new Date(Date.now() + 30_000)));
  await page.keyboard.press('Enter');
  await page.getByText('Choose a new password').waitFor();
  await expectClean(page);
  await page.getByLabel('New password').fill(next);
  await page.getByLabel('Strange sync').check();
  await page.getByRole('button', { name: 'Set password and sign in' }).click();
  await page.getByRole('navigation').first().waitFor();
  await page.goto(`${shop.house.url}/security`);
  await page.getByText('10 of 10 left').waitFor();
  expect(await page.getByText('Strange sync').count()).toBe(0);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'To read (HTML)' }).click();
  expect((await download).suggestedFilename()).toBe('my-data-as-a-colleague.html');
  await page.goto(link.replace(/^http:\/\/[^/]+/, shop.house.url));
  await page.reload();
  await page.getByText('This link does not work any more').waitFor();
  await page.context().close();
  expect(journey.faults).toEqual([]);
});

test('carol takes boris away: his open page ends, his conversation is nobody’s, and what he wrote keeps his name', {
  timeout: 120_000,
}, async () => {
  const boris = await join('Boris', 'agent');
  const talk = await conversation('Is the brass lamp back?');
  await shop.staff.call('changeConversation', { params: { conversation: talk.id }, body: { assignee: boris.id } });
  await boris.call('POST', `/v1/conversations/${talk.id}/messages`, { kind: 'note', text: 'Asked the warehouse.' });
  const his = await journey.open();
  await enter(his.page, boris.email);
  const { page } = await journey.open();
  await enter(page, shop.house.admin.email, shop.house.admin.password);
  await page.goto(`${shop.house.url}/staff`);
  await page.getByRole('button', { name: 'More about Boris' }).click();
  await page.getByRole('menuitem', { name: 'Take away' }).click();
  await page.getByText('Take Boris away for good?').waitFor();
  await expectClean(page);
  await page.getByRole('button', { name: 'Take away', exact: true }).last().click();
  await page.getByText('Boris no longer works here.').waitFor();
  await page.getByText('Former staff', { exact: true }).waitFor();
  await expectClean(page);
  await his.page.goto(`${shop.house.url}/inbox`);
  await his.page.waitForURL('**/sign-in*');
  await eventually(
    'the conversation to be nobody’s',
    async () => (await shop.staff.call('readConversation', { params: { conversation: talk.id } })).assignee === null,
  );
  await page.goto(`${shop.house.url}/inbox/${talk.id}`);
  await page.getByText('Asked the warehouse.', { exact: true }).waitFor();
  await page.getByText('Boris').first().waitFor();
  await his.context.close();
  await page.context().close();
  expect(journey.faults).toEqual([]);
});

test('dana, who reads no customer, opens an emergency, sees the banner, ends it; carol judges it, and calls off the end of the company', {
  timeout: 120_000,
}, async () => {
  const dana = await join('Dana', 'administrator');
  const talk = await conversation('My parcel is on fire.');
  const hers = await journey.open();
  const page = hers.page;
  await enter(page, dana.email);
  await page.goto(`${shop.house.url}/emergencies`);
  await page.getByRole('button', { name: 'Open an emergency access' }).click();
  await expectClean(page);
  await page.getByRole('textbox', { name: 'Person' }).fill(`${shop.house.url}/people/${talk.person}`);
  await page.getByLabel('In a few words').fill('Fire at the customer');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByText('Emergency access open until').waitFor();
  await expectClean(page);
  await page.goto(`${shop.house.url}/inbox/${talk.id}`);
  await page.getByText('My parcel is on fire.').first().waitFor();
  await page.getByRole('button', { name: 'End now' }).first().click();
  await page.getByText('Emergency access open until').waitFor({ state: 'detached' });
  expect((await dana.call('GET', `/v1/conversations/${talk.id}/messages`)).status).toBe(403);

  const judge = await journey.open({ colorScheme: 'dark' });
  await enter(judge.page, shop.house.admin.email, shop.house.admin.password);
  await judge.page.goto(`${shop.house.url}/emergencies`);
  await judge.page.getByRole('button', { name: 'Review the emergency access of Dana' }).click();
  await expectClean(judge.page);
  await judge.page.getByLabel('Yes, it was justified').check();
  await judge.page.getByLabel('Why').fill('Danger for a person.');
  await judge.page.getByRole('button', { name: 'Save verdict' }).click();
  await judge.page.getByText('justified', { exact: true }).waitFor();
  await expectClean(judge.page);

  await judge.page.goto(`${shop.house.url}/reviews`);
  await judge.page.getByRole('button', { name: 'Begin a review' }).click();
  await judge.page.getByRole('button', { name: 'Take away: Role “Administrator”, Dana' }).click();
  await expectClean(judge.page);
  await judge.page.getByLabel('Why').fill('No longer runs the system');
  await judge.page.keyboard.press('Enter');
  await judge.page.getByText('taken away', { exact: true }).waitFor();
  await expectClean(judge.page);

  // the whole company: seen above every page at once, and called off from there
  const endsAt = new Date(Date.now() + 40 * 86_400_000).toISOString();
  await shop.staff.call('askEnd', { body: { endsAt, returns: false, holds: 'wait' } });
  const banner = judge.page.getByRole('region', { name: 'This company is leaving' });
  await banner.getByRole('link', { name: 'See or call off' }).click();
  await judge.page.getByRole('button', { name: 'Call it off' }).waitFor();
  await expectClean(judge.page);
  await judge.page.getByRole('button', { name: 'Call it off' }).click();
  await banner.waitFor({ state: 'detached' });
  await hers.context.close();
  await judge.context.close();
  expect(journey.faults).toEqual([]);
});

test('what an administrator wants to take out stands on top of the requests of whoever answers for privacy', {
  timeout: 60_000,
}, async () => {
  const gwen = await join('Gwen', 'administrator');
  expect((await gwen.call('POST', '/v1/workspace/exports')).status).toBe(201);
  const { page } = await journey.open({});
  await enter(page, shop.house.admin.email, shop.house.admin.password);
  await page.goto(`${shop.house.url}/requests`);
  const waiting = page.getByRole('region', { name: 'An export of everything waits for you' });
  await waiting.getByText('Asked for by Gwen').waitFor();
  await expectClean(page);
  await waiting.getByRole('button', { name: 'Approve' }).click();
  await waiting.waitFor({ state: 'detached' });
  await page.goto(`${shop.house.url}/leaving`);
  await page.getByText('Only whoever asked for it can fetch it.').waitFor();
  await page.context().close();
  expect(journey.faults).toEqual([]);
});
