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
let mail: InboxId;

beforeAll(async () => {
  shop = await openShop();
  journey = await openBrowser();
  mail = (await shop.staff.call('listInboxes')).items.find((each) => each.channel === 'email')?.id as InboxId;
  planted = await shop.house.act(async (ctx) => {
    const ids: ConversationId[] = [];
    for (let number = 0; number < conversations; number += 1) {
      const { person } = await arrive(ctx, { kind: 'email', value: `person-${number}@example.com`, name: `Person ${number}` });
      const later = { ...ctx, now: new Date(ctx.now.getTime() - (conversations - number) * 60_000) };
      ids.push((await receive(later, { inbox: mail, person, text: `Question ${number} about the lamp` })).conversation);
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
      await receive({ ...ctx, now }, { inbox: mail, person: person.id as never, conversation: id, text });
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
const _shifts = (page: Page) => page.evaluate('globalThis.shifts.filter((each) => each.value > 0.0005)');
const row = (page: Page, number: number) => page.getByRole('link', { name: new RegExp(`Question ${number} about`) });
const drawn = (page: Page) => page.locator('a[data-conversation]').count();
const list = '[aria-label="Conversations"] .overflow-y-auto';
const _threadBox = 'section[aria-label="Messages"]';
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
