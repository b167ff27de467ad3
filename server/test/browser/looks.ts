// How answers look once the browser has painted them: all that could make one of two weigh more than the other (EDPB 03/2022), which their boxes do not tell.
import type { Page } from 'playwright-core';

const telling = [
  ...['color', 'background-color', 'background-image', 'border-radius', 'box-shadow', 'padding', 'cursor', 'pointer-events'],
  ...['font', 'letter-spacing', 'text-transform', 'text-decoration-line', 'text-align', 'text-shadow'],
  ...['opacity', 'visibility', 'filter', 'transform', 'scale', 'clip-path', 'mask-image'],
];
/** What is painted of one answer, of itself and of what it stands in up to the group. */
const look = `(answer, group) => {
  const painted = [];
  for (let each = answer; each !== group; each = each.parentElement) {
    const style = getComputedStyle(each);
    painted.push(${JSON.stringify(telling)}.map((name) => name + ': ' + style.getPropertyValue(name)).join('; '));
  }
  const { width, height, top } = answer.getBoundingClientRect();
  return [...painted, [width, height, top].map(Math.round).join(' ')];
}`;

/** The look of each button in the first group of answers below `within`, in order; nothing is pointed at meanwhile. */
export async function looksOf(page: Page, within: string): Promise<readonly string[][]> {
  await page.mouse.move(0, 0);
  const group = `document.querySelector(${JSON.stringify(`${within} [role=group]`)})`;
  return page.evaluate(`[...${group}.querySelectorAll('button')].map((answer) => (${look})(answer, ${group}))`);
}

/** Plants a rule in a page that takes no style but its own. */
export const paint = (page: Page, rule: string): Promise<void> =>
  page.evaluate(
    `{ const sheet = new CSSStyleSheet(); sheet.replaceSync(${JSON.stringify(rule)}); document.adoptedStyleSheets = [sheet]; void 0 }`,
  );
