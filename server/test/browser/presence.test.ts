// Two agents in one conversation and a customer who writes: they see each other, nothing jumps, a note tells the customer nothing. And what the composer
// says before a word is typed: channels, reasons, every purpose, and the question for a consent, by keyboard and clean for axe in both themes.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFaults } from '#test/axe';
import { type Journey, openBrowser } from '#test/browser';
import { openShop } from './open-shop.ts';

let shop: Awaited<ReturnType<typeof openShop>>;
let journey: Journey;
const boris = { name: 'Boris', email: 'boris@example.org', password: 'a long pass phrase 43' };

beforeAll(async () => {
  shop = await openShop();
  const { link } = await shop.staff.call('invite', { body: { name: boris.name, email: boris.email, role: 'agent' } });
  const params = { token: link?.split('#')[1] ?? '' };
  await shop.house.publicClient().call('acceptInvitation', { params, body: { name: boris.name, password: boris.password } });
  journey = await openBrowser();
});
afterAll(async () => {
  await journey?.close();
  await shop?.house.stop();
  expect(journey.faults).toEqual([]);
});

/** Ada writes in the chat, as the widget does; gives her conversation and her device. */
async function ada(text: string, language: 'en' | 'de' = 'en') {
  const open = shop.house.publicClient();
  const params = { key: shop.widgetKey };
  const { notice } = await open.call('readWidget', { params, query: { language } });
  const { token } = await open.call('startVisit', { params, body: { language, noticeId: notice.id, noticeHash: notice.hash } });
  const device = shop.house.visitorClient(token);
  await device.call('addVisitMessage', { body: { clientId: crypto.randomUUID(), text } });
  const { items } = await shop.staff.call('listConversations', { query: { view: 'open', limit: 1 } });
  return { device, id: items[0]?.id ?? '' };
}

async function at(
  conversation: string,
  who: { email: string; password: string },
  options: Parameters<Journey['open']>[0] = {},
): Promise<Page> {
  const { page } = await journey.open(options);
  await page.goto(`${shop.house.url}/`);
  await page.locator('input[name=email]').fill(who.email);
  await page.locator('input[name=password]').fill(who.password);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').first().waitFor();
  await page.goto(`${shop.house.url}/inbox/${conversation}`);
  await page.locator('#main article').first().waitFor();
  return page;
}
const carolAt = (conversation: string, options = {}) => at(conversation, shop.house.admin, options);
const header = (page: Page) => page.locator('#main header').filter({ has: page.getByRole('button', { name: 'Close', exact: true }) });
const composer = (page: Page) => page.locator('[data-composer]');
const meanwhile = (page: Page) => page.locator('[data-meanwhile]');

test('two agents see each other and the customer who writes; nothing moves, and it is said once', async () => {
  const { device, id } = await ada('Is the linen shade washable?');
  const carol = await carolAt(id);
  await carol.evaluate(`window.said = []; new MutationObserver(() => window.said.push(document.querySelector('[role=status].sr-only')?.textContent))
    .observe(document.querySelector('[role=status].sr-only'), { childList: true, characterData: true, subtree: true })`);
  const placeOf = async () => [await composer(carol).boundingBox(), await header(carol).boundingBox()];
  await carol.getByRole('list', { name: 'Channels of this person' }).getByRole('button').first().waitFor();
  const before = await placeOf();
  const other = await at(id, boris);
  await header(carol).getByText('Boris is here').waitFor();
  await header(other).getByText('Carol is here').waitFor();
  await composer(other).pressSequentially('It is, by', { delay: 30 });
  await header(carol).getByText('Boris is writing a reply').waitFor();
  await meanwhile(carol).getByText('Boris is writing a reply').waitFor();
  await device.call('tellTyping');
  await meanwhile(carol)
    .getByText(/is writing…$/)
    .waitFor();
  expect(await placeOf()).toEqual(before);
  await composer(other).pressSequentially(' hand', { delay: 30 });
  await composer(carol).fill('Let me look');
  await other.keyboard.press('Control+Enter');
  await meanwhile(carol).getByText('Boris wrote while you were writing').waitFor();
  await header(carol).getByText('Boris is here').waitFor();
  await other.close({ runBeforeUnload: false });
  await header(carol).getByText('Boris').waitFor({ state: 'detached' });
  const said = ((await carol.evaluate('window.said')) as string[]).filter((each) => each.includes('Boris is'));
  expect(said).toEqual(['Boris is here', 'Boris is writing a reply']);
  await carol.context().close();
  await other.context().close();
});

test('a note being written tells the customer nothing', async () => {
  const { id } = await ada('May I return a lamp?');
  const page = await carolAt(id);
  const told: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/presence') && request.method() === 'POST') told.push(String(request.postDataJSON()?.state));
  });
  await page.keyboard.press('n');
  await composer(page).pressSequentially('Careful, second return');
  expect(told.filter((state) => state === 'writing')).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await composer(page).pressSequentially('Of course');
  await expect.poll(() => told).toContain('writing');
  await page.context().close();
});

test('before a word is typed the composer says what is possible on which channel; a consent is asked for once, by keyboard', async () => {
  const { id, device } = await ada('Haben Sie Lampen aus Messing?', 'de');
  const page = await carolAt(id);
  const ways = page.getByRole('list', { name: 'Channels of this person' });
  await ways.getByRole('button', { name: /Web chat.*Allowed/ }).waitFor();
  await ways.getByRole('button', { name: /Email.*Not possible/ }).press('Enter');
  await page.getByRole('dialog', { name: 'Email' }).getByText('no address is known').waitFor();
  await page.keyboard.press('Escape');
  const boxes = page.getByRole('dialog');
  await expect.poll(() => boxes.count()).toBe(0); // only the box on top hears Escape: the next one opens when this one has gone
  await page.getByRole('button', { name: 'All purposes' }).press('Enter');
  await page
    .getByRole('row', { name: /News and offers/ })
    .getByText('has not agreed')
    .first()
    .waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => boxes.count()).toBe(0);
  const ask = page.locator('form').getByRole('button', { name: 'Ask', exact: true });
  await page.getByRole('button', { name: 'Ask for consent' }).first().press('Enter');
  expect(await page.getByRole('radio', { checked: true }).count()).toBe(0); // nothing is chosen for anybody
  expect(await ask.isDisabled()).toBe(true);
  await page.getByRole('radio', { name: /News and offers.*Web chat/ }).press('Space');
  await ask.press('Enter');
  await page.locator('#main article').filter({ hasText: 'Ein Nein ist so gut wie ein Ja' }).waitFor();
  await page.getByText(/asked on/).waitFor();
  await page.getByRole('button', { name: 'Ask for consent' }).first().press('Enter');
  expect(await page.getByRole('radio', { name: /News and offers.*nobody is asked twice/ }).isDisabled()).toBe(true);
  await expect.poll(async () => (await device.call('listVisitMessages', { query: {} })).items.at(-1)?.text).toContain('/p/');
  await page.context().close();
});

test.each([
  { name: 'laptop, light', options: { colorScheme: 'light' as const } },
  { name: 'phone, dark', options: { colorScheme: 'dark' as const, viewport: { width: 390, height: 844 } } },
])(
  'axe finds nothing in the composer, its boxes and with others there ($name)',
  async ({ options }) => {
    const { id, device } = await ada('Good evening!');
    await shop.staff.call('tellPresence', { params: { conversation: id }, body: { state: 'viewing' } });
    const page = await at(id, boris, options);
    await header(page).getByText('Carol is here').waitFor();
    await device.call('tellTyping');
    await shop.staff.call('tellPresence', { params: { conversation: id }, body: { state: 'writing' } });
    await meanwhile(page).getByText('Carol is writing a reply').waitFor();
    const clean = async (what: string) => {
      await page.waitForTimeout(250); // the box has come up
      expect([what, ...(await axeFaults(page))]).toEqual([what]);
      expect([what, await page.evaluate('document.documentElement.scrollWidth <= innerWidth')]).toEqual([what, true]);
    };
    await clean('thread');
    await page.getByRole('list', { name: 'Channels of this person' }).getByRole('button', { name: /Email/ }).click();
    await clean('channel');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'All purposes' }).click();
    await clean('purposes');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Ask for consent' }).first().click();
    await clean('question');
    await page.context().close();
  },
  120_000,
);
