// Somebody who comes to the privacy centre: known by a chat and a proved address.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { openShop } from './open-shop.ts';

export type Shop = Awaited<ReturnType<typeof openShop>>;

/** Somebody who wrote in the chat and proved their address; gives a signed link to their privacy page. */
export async function customerOf(
  shop: Shop,
  email: string,
  language: 'en' | 'de',
): Promise<{ link: string; person: string; token: string }> {
  const visitors = shop.house.publicClient();
  const params = { key: shop.widgetKey };
  const { notice } = await visitors.call('readWidget', { params, query: { language } });
  const { token, visitor: person } = await visitors.call('startVisit', {
    params,
    body: { language, noticeId: notice.id, noticeHash: notice.hash },
  });
  const visitor = shop.house.visitorClient(token);
  await visitor.call('addVisitMessage', { body: { clientId: 'the-first-line', text: 'Is the amber lamp still there?' } });
  await visitor.call('giveEmail', { body: { email } });
  expect(await visitor.call('proveEmail', { body: { code: await shop.codeFor(email) } })).toEqual({ proved: true });
  return { link: (await visitor.call('privacyLink')).url, person, token };
}

/** Follows a signed link and presses its button. */
export async function enterByLink(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.locator('main button').click();
  await page.waitForURL(/\/me/);
}
