// Every page as sent, in every language: below 30 kB, with its frame, its ways out and nothing that runs.
import { expect, test } from 'vitest';
import { languages } from './language.ts';
import { aRequest, fakeApi } from './test/api.ts';
import { presses, visitor } from './test/visitor.ts';

const limit = 30_000; // bytes, uncompressed, style included
const outside = ['', '/notice', '/help', '/accessibility', '/enter?link=l1', '/nowhere'];
const inside = ['/me', '/data', '/choices', '/requests', '/correct', '/object', '/restrict', '/erase'];
const bare = ['/privacy/preferences/t1', '/privacy/accessibility', '/privacy'];

/** Many requests, so that the longest page is weighed; real notices are weighed in the browser. */
const requests = Array.from({ length: 12 }, (_, place) => ({
  ...aRequest,
  id: `req_${place}`,
  text: 'Please correct my street. '.repeat(8),
}));

async function everyPage(): Promise<{ url: string; text: string; status: number }[]> {
  const visit = visitor(fakeApi({ listMyRequests: { items: requests } }).client);
  const pages = [];
  for (const lang of languages) {
    const address = (place: string) => `${place}${place.includes('?') ? '&' : '?'}lang=${lang}`;
    for (const place of [...outside.map((one) => `/privacy/ck${one}`), ...bare]) pages.push(await visit.open(address(place)));
    const enter = presses(await visit.open(address('/privacy/ck/enter?link=l1'))).find(({ form }) => form?.has('link'));
    await visit.press(enter as never);
    for (const place of inside) pages.push(await visit.open(address(`/privacy/ck${place}`)));
  }
  return pages;
}

const tooHeavy = (pages: readonly { url: string; text: string }[]) => pages.filter(({ text }) => Buffer.byteLength(text) > limit);

test('every page weighs at most 30 kB as sent, in every language', async () => {
  const pages = await everyPage();
  expect(pages).toHaveLength(languages.length * (outside.length + inside.length + bare.length));
  expect(tooHeavy(pages).map(({ url, text }) => `${url}: ${Buffer.byteLength(text)}`)).toEqual([]);
  expect(tooHeavy([{ url: 'planted', text: '€'.repeat(10_001) }])).toHaveLength(1); // bytes, not letters
});

test('every page leads to the accessibility statement, speaks its language, has one heading of first rank, and runs nothing', async () => {
  for (const { url, text } of await everyPage()) {
    expect(text, url).toMatch(/<footer>.*href="\/privacy\/[^"]*accessibility[^"]*"/s);
    expect(text.match(/<h1>/g), url).toHaveLength(1);
    expect(text, url).toContain(`<html lang="${/lang=(\w\w)/.exec(url)?.[1]}">`);
    expect(text, url).not.toMatch(/<script|\son\w+="|style="|javascript:|\{\w+\}(?![^<]*<\/style>)/);
    for (const image of text.match(/<img[^>]*>/g) ?? []) expect(image).toMatch(/width="\d+" height="\d+"/);
  }
});
