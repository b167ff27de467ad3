// Probes into a page for accessibility: targets that are too small, focus that cannot be seen, and layout that shifts while loading.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';

const probes = `(() => { ${readFileSync(path.join(import.meta.dirname, 'probes.js'), 'utf8')} })();`;
const mostStops = 60;
type Stop = { html: string; place: number; isSeen: boolean };

/** Targets below 24 by 24 px without room around them, in words. */
export async function smallTargets(page: Page): Promise<string[]> {
  await page.evaluate(probes);
  return page.evaluate('window.probes.smallTargets()');
}

/** Buttons, links and tabs that are too small for their words at the size the page has now, in words. */
export async function spilling(page: Page): Promise<string[]> {
  await page.evaluate(probes);
  return page.evaluate('window.probes.spilling()');
}

/** Stops of the Tab key whose focus changes neither outline, shadow nor border; the first 60 stops. */
export async function lostFocus(page: Page): Promise<string[]> {
  await page.evaluate(probes);
  await page.evaluate('document.activeElement?.blur()');
  const lost: string[] = [];
  const seen = new Set<number>();
  for (let count = 0; count < mostStops; count += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate<Stop | undefined>('window.probes.focusHere()');
    if (!stop || seen.has(stop.place)) break;
    seen.add(stop.place);
    if (!stop.isSeen) lost.push(`focus not visible: ${stop.html}`);
  }
  return lost;
}

/** From the next page on, adds up what shifts without anybody having done something. */
export async function watchShift(page: Page): Promise<void> {
  await page.addInitScript(`
    window.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });`);
}

/** Cumulative layout shift of this page so far; 0 to 1 and more. */
export function layoutShift(page: Page): Promise<number> {
  return page.evaluate<number>('window.shifted ?? 0');
}
