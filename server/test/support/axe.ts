// Accessibility as axe sees it (WCAG 2.2 AA and best practice). Axe is put into a page once and tells only what is wrong: its official driver sends 650 kB and
// reads every node back at each look, which took most of the time of the browser tests.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const require = createRequire(import.meta.url);
const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
// what Chromium leaves out while it is off the screen keeps the colours of the theme before
const allDrawn = `const drawn = new CSSStyleSheet(); drawn.replaceSync('* { content-visibility: visible !important }'); document.adoptedStyleSheets.push(drawn)`;
const setUp = `${source}; axe.configure({ allowedOrigins: ['<unsafe_all_origins>'] }); { ${allDrawn} } undefined`;
// what fades in has other contrasts on its way; another theme, or a dialog just asked for, needs a frame or two to begin, and one transition sets off the next
const atRest = `(async () => {
  for (let still = 0; still < 2; ) {
    await new Promise(requestAnimationFrame);
    const running = document.getAnimations()
      .filter((each) => each.playState === 'running' && Number.isFinite(Number(each.effect?.getComputedTiming().endTime)));
    still = running.length > 0 ? 0 : still + 1;
    await Promise.allSettled(running.map((each) => each.finished));
  }
})()`;
const options = { resultTypes: ['violations'], elementRef: false };
const onlyColours = { ...options, runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };

/** Each violation of a page at rest as `rule: markup of the nodes`; `within` is a selector, else the whole page with its frames. */
export async function axeFaults(page: Page, within?: string): Promise<string[]> {
  await page.emulateMedia({ reducedMotion: 'reduce' }); // of what moves within a shadow root the document tells nothing
  const found = await run(page, within, options);
  await page.emulateMedia({ reducedMotion: null });
  return found;
}

/** The same page in both themes: all rules in light, and in the dark those that another theme can break. */
export async function axeFaultsInBothThemes(page: Page): Promise<string[]> {
  const stillness = { reducedMotion: 'reduce' } as const; // colours that fade over have other contrasts on their way
  await page.emulateMedia({ colorScheme: 'light', ...stillness });
  const light = await run(page, undefined, options);
  await page.emulateMedia({ colorScheme: 'dark', ...stillness });
  const dark = await run(page, undefined, onlyColours);
  await page.emulateMedia({ reducedMotion: null });
  return [...light, ...dark.map((each) => `in the dark: ${each}`)];
}

async function run(page: Page, within: string | undefined, how: object): Promise<string[]> {
  for (const frame of page.frames()) if (!(await frame.evaluate('"axe" in window'))) await frame.evaluate(setUp);
  const context = within === undefined ? 'document' : JSON.stringify({ include: [[within]] });
  return page.evaluate<string[]>(`${atRest}.then(() => axe.run(${context}, ${JSON.stringify(how)})).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.html.slice(0, 300)).join(' ')))`);
}

/** Expects that axe finds nothing on the page as it stands. */
export async function expectClean(page: Page): Promise<void> {
  expect(await axeFaults(page)).toEqual([]);
}
