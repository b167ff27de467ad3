// That a long list and a long thread stay quick, shown by what the page holds and not by the clock: rows out of sight are not drawn, nothing jumps, and
// neither focus nor place is lost. How quick it is, `npm run bench -- pages` measures.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { receive } from '#conversations';
import type { ConversationId, InboxId } from '#kit/ids';
import { arrive } from '#people';
import { type Journey, openBrowser } from '#test/browser';
import { openShop } from './open-shop.ts';

const conversations = 400;
const messages = 300;
let shop: Awaited<ReturnType<typeof openShop>>;
let journey: Journey;
/** Oldest first; the first holds the long thread. */
let planted: ConversationId[];

beforeAll(async () => {
  shop = await openShop();
  journey = await openBrowser();
  planted = await shop.house.act(async (ctx) => {
    const ids: ConversationId[] = [];
    for (let number = 0; number < conversations; number += 1) {
      const { person } = await arrive(ctx, { kind: 'email', value: `person-${number}@example.com`, name: `Person ${number}` });
      const later = { ...ctx, now: new Date(ctx.now.getTime() - (conversations - number) * 60_000) };
      ids.push(
        (await receive(later, { inbox: shop.chatInbox as InboxId, person, text: `Question ${number} about the lamp` })).conversation,
      );
    }
    return ids;
  });
  await say(planted[0], messages - 1, 60_000 * conversations);
});
afterAll(async () => {
  await journey?.close();
  await shop?.house.stop();
  expect(journey.faults).toEqual([]);
});

/** The person of a conversation writes so many times, the last of them so many milliseconds ago. */
async function say(conversation: ConversationId | undefined, count = 1, agoMs = 0): Promise<void> {
  const id = conversation as ConversationId;
  const { person } = await shop.staff.call('readConversation', { params: { conversation: id } });
  await shop.house.act(async (ctx) => {
    for (let at = 0; at < count; at += 1) {
      const now = new Date(ctx.now.getTime() - agoMs - (count - at));
      const text = `Line ${at}. ${'The shade is of linen and the cord of cotton. '.repeat(at % 5)}`;
      await receive({ ...ctx, now }, { inbox: shop.chatInbox as InboxId, person: person.id as never, conversation: id, text });
    }
  });
}

async function atDesk(): Promise<Page> {
  const { page } = await journey.open();
  await page.addInitScript(watchShifts);
  await page.goto(`${shop.house.url}/`);
  await page.locator('input[name=email]').fill(shop.house.admin.email);
  await page.locator('input[name=password]').fill(shop.house.admin.password);
  await page.keyboard.press('Enter');
  await row(page, conversations - 1).waitFor();
  return page;
}

const watchShifts = `globalThis.shifts = [];
  new PerformanceObserver((list) => globalThis.shifts.push(...list.getEntries().map((entry) => ({
    value: entry.hadRecentInput ? 0 : entry.value,
    of: entry.sources.map((source) => source.node?.outerHTML?.slice(0, 120)),
  })))).observe({ type: 'layout-shift', buffered: true });`;
const shifts = (page: Page) => page.evaluate('globalThis.shifts.filter((each) => each.value > 0.0005)');
const row = (page: Page, number: number) => page.getByRole('link', { name: new RegExp(`Question ${number} about`) });
const drawn = (page: Page) => page.locator('a[data-conversation]').count();
const list = '[aria-label="Conversations"] .overflow-y-auto';
const threadBox = 'section[aria-label="Messages"]';
const topOf = async (page: Page, number: number) => Math.round((await row(page, number).boundingBox())?.y ?? -1);

test('of four hundred conversations only those in sight are drawn, and scrolling to the end shows the last', async () => {
  const page = await atDesk();
  expect(await drawn(page)).toBeLessThanOrEqual(60);
  expect(await page.locator('li[aria-posinset="1"]').first().getAttribute('aria-setsize')).toBe(String(conversations));
  for (let pages = 0; pages < 30 && (await page.locator(`li[aria-posinset="${conversations}"]`).count()) === 0; pages += 1) {
    await page.locator(list).evaluate((box) => box.scrollTo({ top: box.scrollHeight }));
    await page.waitForTimeout(150);
  }
  await page.locator(`li[aria-posinset="${conversations}"]`).waitFor();
  expect(await drawn(page)).toBeLessThanOrEqual(60);
  const places = await page
    .locator('li[aria-posinset]')
    .evaluateAll((rows) => rows.map((each) => Number(each.getAttribute('aria-posinset'))));
  expect(places).toEqual(places.toSorted((one, other) => one - other)); // what is read aloud follows the order of the list
  await page.context().close();
});

test('loading list and thread shifts nothing, and the thread opens at its newest message', async () => {
  const page = await atDesk();
  await page.goto(`${shop.house.url}/inbox/${planted[0]}?view=open`);
  await page
    .getByText(`Line ${messages - 2}.`)
    .first()
    .waitFor();
  await page.waitForTimeout(700);
  expect(await page.locator(threadBox).evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight)).toBeLessThan(3);
  await page.getByText('The gate would not send this now').waitFor(); // the tallest composer there is
  expect(await shifts(page)).toEqual([]);
  await page.context().close();
});

test('a message that comes in takes its conversation to the top and leaves what is read where it is', async () => {
  const page = await atDesk();
  await page.locator(list).hover();
  await page.mouse.wheel(0, 1200);
  const read = conversations - 20;
  await row(page, read).waitFor();
  await page.waitForTimeout(300);
  const before = await topOf(page, read);
  await say(planted[5]);
  await page.getByRole('button', { name: '1 newer' }).waitFor();
  expect(await topOf(page, read)).toBe(before);
  await page.getByRole('button', { name: '1 newer' }).click();
  await page.locator('li[aria-posinset="1"]').getByText('Line 0.').waitFor();
  await page.context().close();
});

test('J walks far beyond what was drawn with the row in view, and the focus outlives scrolling away and messages that come in', async () => {
  const page = await atDesk();
  await page.locator('a[data-conversation]').first().focus();
  for (let step = 0; step < 30; step += 1) await page.keyboard.press('j');
  const marked = page.locator('a[data-conversation][aria-current=true]');
  await page.locator('a[data-conversation][aria-current=true]:focus').waitFor();
  const box = (await page.locator(list).boundingBox()) ?? { y: 0, height: 0 };
  const at = (await marked.boundingBox()) ?? { y: 0, height: 0 };
  expect(at.y >= box.y - 1 && at.y + at.height <= box.y + box.height + 1).toBe(true);
  const focused = await page.evaluate('document.activeElement.dataset.conversation');
  await page.locator(list).evaluate((each) => each.scrollTo({ top: 0 }));
  await page.waitForTimeout(300);
  await say(planted[7]);
  await page.locator('li[aria-posinset="1"]').getByText('Line 0.').waitFor();
  expect(await page.evaluate('document.activeElement.dataset.conversation')).toBe(focused);
  await page.context().close();
});

test('a key never acts on a conversation that is not the marked one', async () => {
  const page = await atDesk();
  await row(page, conversations - 1).click();
  await page.locator('[data-composer]').waitFor();
  await page.evaluate(
    `for (const key of ['j', 'e', 'e']) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))`,
  ); // faster than anything can be drawn
  await page.locator(`a[data-conversation="${planted[conversations - 2]}"][aria-current=true]`).waitFor();
  await page.waitForTimeout(500);
  const first = await shop.staff.call('readConversation', { params: { conversation: planted[conversations - 1] ?? '' } });
  expect(first.status).toBe('open');
  await expect
    .poll(async () => (await shop.staff.call('readConversation', { params: { conversation: planted[conversations - 2] ?? '' } })).status)
    .toBe('closed');
  await page.evaluate(`for (const key of ['j', 'r']) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))`);
  await page.locator('[data-composer]:focus').waitFor(); // kept until its conversation was drawn
  expect(page.url()).toContain(planted[conversations - 3]);
  await page.context().close();
});

test('an address chosen elsewhere ends a walk, and what is typed after r is meant for the field', async () => {
  const page = await atDesk();
  const [first, second, third] = [6, 7, 8].map((back) => planted[conversations - back]);
  await row(page, conversations - 6).click();
  await page.locator('[data-composer]').waitFor();
  await row(page, conversations - 7).click();
  await page.waitForURL(new RegExp(`${second}`));
  await page.locator('[data-composer]').waitFor();
  await page.waitForTimeout(600);
  await page.evaluate(`new Promise((done) => {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }));
    const look = () => (location.pathname.includes('${third}') ? (history.back(), done()) : setTimeout(look, 2));
    look();
  })`); // while a further step might still come
  await page.waitForURL(new RegExp(`${first}`));
  await page.locator(`a[data-conversation="${first}"][aria-current=true]`).waitFor();
  await page
    .locator(`${threadBox} article`)
    .filter({ hasText: `Question ${conversations - 6} ` })
    .waitFor();
  await page.locator('[data-composer]').waitFor();
  await page.evaluate(
    `for (const key of ['j', 'r', 'e']) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))`,
  );
  await page.locator('[data-composer]:focus').waitFor();
  expect(page.url()).toContain(second);
  expect((await shop.staff.call('readConversation', { params: { conversation: second ?? '' } })).status).toBe('open');
  await page.locator('nav a[href*="view=all"]').click();
  await page.waitForURL(/view=all/);
  await page.waitForTimeout(300);
  const marked = await page.evaluate(`new Promise((done) => {
    const seen = [];
    const look = () => {
      seen.push([...document.querySelectorAll('nav a[href*="view="][aria-current=page]')].length);
      if (seen.length < 30) requestAnimationFrame(look);
      else done(seen);
    };
    document.querySelector('nav a[href*="view=mine"]').click();
    look();
  })`);
  expect(new Set(marked as number[])).toEqual(new Set([1]));
  await page.waitForURL(/view=mine/);
  await page.context().close();
});

test('older messages load above without moving what is read, and new ones wait behind a button with their number', async () => {
  const page = await atDesk();
  await page.goto(`${shop.house.url}/inbox/${planted[0]}?view=open`);
  await page
    .getByText(`Line ${messages - 2}.`)
    .first()
    .waitFor();
  expect(await page.locator(`${threadBox} article`).count()).toBeLessThanOrEqual(60);
  await page.locator(threadBox).hover();
  for (let turn = 0; turn < 6; turn += 1) {
    await page.mouse.wheel(0, -500);
    await page.waitForTimeout(120);
  }
  await page.waitForTimeout(500);
  const text = await page.locator(`${threadBox} article`).nth(8).textContent();
  const line = page
    .locator(`${threadBox} article`)
    .filter({ hasText: /Line \d+\./.exec(text ?? '')?.[0] ?? '' })
    .first();
  const before = await line.boundingBox();
  await say(planted[0], 2);
  await page.getByRole('button', { name: '2 new messages' }).waitFor();
  expect(Math.abs(((await line.boundingBox())?.y ?? 0) - (before?.y ?? -99))).toBeLessThan(2);
  for (let turn = 0; turn < 80 && (await page.getByText('The conversation begins here').count()) === 0; turn += 1) {
    await page.mouse.wheel(0, -1500);
    await page.waitForTimeout(60);
  }
  await page.getByText('The conversation begins here').waitFor();
  expect(await page.locator(`${threadBox} article`).count()).toBeLessThanOrEqual(60);
  await page.getByRole('button', { name: '2 new messages' }).click();
  await expect
    .poll(() => page.locator(threadBox).evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight), { timeout: 10_000 })
    .toBeLessThan(3);
  expect(await shifts(page)).toEqual([]);
  await page.context().close();
});
