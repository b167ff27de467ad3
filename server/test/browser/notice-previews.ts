// How the next version of a notice will meet people, as the console shows it beside: on each channel, in each language, in the words that really leave.
import { noticeLink } from '@parley/contract/notice-link';
import { posterWords } from '@parley/contract/poster-words';
import { countSegments } from '@parley/contract/segments';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Shop } from './customer.ts';

/** Looks at every preview on the page of the notice while it shows a next version; leaves it in English. */
export async function seePreviews(page: Page, shop: Shop): Promise<void> {
  const drafts = (await shop.staff.call('previewNotice', { body: {} })).items;
  const { centreKey } = (await shop.staff.call('me')).workspace;
  const shown = (channel: RegExp) => page.locator('dt').filter({ hasText: channel }).locator('xpath=following-sibling::dd').first(); // of the next version, above the one in force
  for (const language of ['de', 'fr', 'es', 'en'] as const) {
    await page.getByLabel('Language', { exact: true }).selectOption(language);
    const { short } = drafts.find((draft) => draft.language === language) ?? { short: 'no notice' };
    for (const part of short.split(/\n+/))
      for (const channel of [/^In the chat/, /^Spoken about \d+ seconds/])
        await expect.poll(() => shown(channel).textContent(), { message: `${language} ${channel}` }).toContain(part);
    const text = `${noticeLink[language]} ${shop.house.url}/privacy/${centreKey}/notice`;
    const { segments, length } = countSegments(text);
    const counted = segments === 1 ? `one segment, ${length} places` : `${segments} segments, ${length} places`;
    expect(await shown(new RegExp(`^Text message ${counted}$`)).textContent()).toBe(text);
    const { ask, how, data } = posterWords[language];
    expect(await shown(/^On a poster/).textContent()).toBe(`${ask}${how}${data}${shop.house.url}/s/…`);
  }
}
