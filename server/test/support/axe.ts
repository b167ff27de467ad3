import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const settleMs = 300; // a dialog that fades in has other contrasts on its way

/** Expects that axe finds nothing on the page as it stands, once it has come to rest (WCAG 2.2 AA and best practice). */
export async function expectClean(page: Page): Promise<void> {
  await page.waitForTimeout(settleMs);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
}
