// What a real browser makes of cleaned mails, without the frame and policy that stand around them in the console: nothing runs, nothing loads, nothing foreign is in the tree.
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hostile } from './hostile.ts';
import { escapeHtml, sanitizeMail } from './sanitize.ts';

let browser: Browser;
let page: Page;
let loads: string[] = [];

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env['PARLEY_CHROMIUM'] ?? '/usr/bin/chromium-headless-shell',
    args: ['--no-sandbox'],
  });
  page = await browser.newPage();
  await page.addInitScript('window.alert = () => { window.ran = true; };');
  await page.route('**/*', (route) => {
    loads.push(route.request().url());
    return route.abort();
  });
});
afterAll(() => browser.close());

/** Runs in the page: moves over everything in every frame; a frame that went somewhere else has run something. */
const look = `[...document.querySelectorAll('iframe')].map((frame) => {
  if (frame.contentDocument === null) return { ran: true, foreign: true };
  const all = [...(frame.contentDocument.body?.querySelectorAll('*') ?? [])];
  for (const element of all) element.dispatchEvent(new Event('mouseover', { bubbles: true }));
  const name = /^(script|style|svg|math|iframe|object|embed|form|input|button|link|meta|base|template|video|audio)$/i;
  const isForeign = (element) => name.test(element.localName) || element.namespaceURI !== 'http://www.w3.org/1999/xhtml' || element.getAttributeNames().some((each) => each.startsWith('on'));
  return { ran: frame.contentWindow.ran === true, foreign: all.some(isForeign) };
})`;

/** Shows each text in a frame that may run scripts, moves over it, and tells by number which ran something or holds what is no plain HTML. */
async function show(texts: readonly string[]): Promise<{ ran: number[]; foreign: number[]; loads: string[] }> {
  loads = [];
  const frames = texts.map(
    (html) => `<iframe srcdoc="${escapeHtml(`<!doctype html><meta charset="utf-8"><body>${html}</body>`)}"></iframe>`,
  );
  await page.setContent(`<!doctype html><meta charset="utf-8">${frames.join('')}`);
  await page.waitForTimeout(300);
  const seen = await page.evaluate<{ ran: boolean; foreign: boolean }[]>(look);
  const which = (what: 'ran' | 'foreign') => seen.flatMap((each, index) => (each[what] ? [index] : []));
  return { ran: which('ran'), foreign: which('foreign'), loads: [...loads] };
}

const cleaned = (images: boolean) => hostile.map((html) => sanitizeMail(html, { images }).html);

describe('in a real browser', () => {
  test('the hostile markup does run and load when it is not cleaned', async () => {
    const seen = await show(hostile);
    expect(seen.ran.length).toBeGreaterThan(15);
    expect(seen.foreign.length).toBeGreaterThan(15);
    expect(seen.loads.length).toBeGreaterThan(8);
  });

  test('cleaned, nothing runs, nothing loads, nothing foreign is in the tree', async () => {
    expect(await show(cleaned(false))).toEqual({ ran: [], foreign: [], loads: [] });
  });

  test('with remote images on, images load and nothing else happens', async () => {
    const { ran, foreign } = await show(cleaned(true));
    expect({ ran, foreign }).toEqual({ ran: [], foreign: [] });
    expect((await show([sanitizeMail('<img src="https://images.example/a.png">', { images: true }).html])).loads).toEqual([
      'https://images.example/a.png',
    ]);
  });
});
