// A desk in real Chromium, four times slower than this machine: what is pressed there is timed by the browser itself (Event Timing), from the key to the
// paint that follows it.
import { chromium, type Page } from 'playwright-core';
import { findChromium } from '../../scripts/chromium.ts';
import type { Ground } from './ground.ts';

const slowDown = 4;
const flags = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking'];
/** Event Timing leaves out what is quicker than this; such an interaction counts as this long. */
export const floorMs = 16;

export type Desk = Awaited<ReturnType<typeof openDesk>>;
export type Timed = { readonly what: string; readonly ms: readonly number[] };

/** Opens a page at an address; `cookie` as `name=value`. It ends with the ground. */
export async function openDesk(ground: Ground, url: string, cookie?: string) {
  const browser = await chromium.launch({ executablePath: findChromium().path ?? '/usr/bin/chromium', args: flags });
  ground.atEnd(() => browser.close());
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  const [name, value] = cookie?.split('=') ?? [];
  if (name && value) await context.addCookies([{ name, value, url }]);
  const page = await context.newPage();
  await page.addInitScript(watch);
  const cdp = await context.newCDPSession(page);
  await page.goto(url, { timeout: 120_000 });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowDown }); // now: hands are timed, not how long a page takes to come
  return {
    page,
    /** Does something `times` times and gives how long each took to the next paint, in milliseconds; `pauseMs` between, as hands need. */
    time: async (what: string, times: number, act: (at: number) => Promise<unknown>, pauseMs = 200): Promise<Timed> => {
      await page.evaluate('globalThis.watched.clear()');
      for (let at = 0; at < times; at += 1) {
        await act(at);
        await page.waitForTimeout(pauseMs);
      }
      await page.waitForTimeout(400);
      const taken = (await page.evaluate('[...globalThis.watched.values()]')) as number[];
      return { what, ms: [...taken, ...Array.from({ length: Math.max(0, times - taken.length) }, () => floorMs)] };
    },
    /** Layout shift over the session so far (without what follows from a press), and the memory of the page in megabytes. */
    facts: async () => {
      const shift = (await page.evaluate('globalThis.shifted')) as number;
      const { metrics } = (await cdp.send('Performance.enable').then(() => cdp.send('Performance.getMetrics'))) as {
        metrics: { name: string; value: number }[];
      };
      return { shift, heapMb: (metrics.find((each) => each.name === 'JSHeapUsedSize')?.value ?? 0) / 1e6 };
    },
    close: () => context.close(),
  };
}

/** The value below which so many of a hundred lie. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}

/** Presses an element by its middle, as a mouse does. */
export async function press(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().click({ timeout: 180_000 });
}

// one interaction has several events (keydown, keyup); the longest speaks for it
const watch = `globalThis.watched = new Map(); globalThis.shifted = 0;
  new PerformanceObserver((list) => { for (const each of list.getEntries()) if (each.interactionId)
    globalThis.watched.set(each.interactionId, Math.max(globalThis.watched.get(each.interactionId) ?? 0, each.duration)); })
    .observe({ type: 'event', durationThreshold: 16 });
  new PerformanceObserver((list) => { for (const each of list.getEntries()) if (!each.hadRecentInput) globalThis.shifted += each.value; })
    .observe({ type: 'layout-shift', buffered: true });`;
