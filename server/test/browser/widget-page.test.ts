// The widget and the page around it, in real Chromium: how the page dresses and opens it, who looks after the chat, and what both sides see of each other.
import { deflateSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFaults } from '#test/axe';
import { type Journey, openBrowser } from '#test/browser';
import { eventually } from '#test/house';
import { openShop } from './open-shop.ts';
import { openSite } from './open-site.ts';

let shop: Awaited<ReturnType<typeof openShop>>;
let site: Awaited<ReturnType<typeof openSite>>;
let journey: Journey;

beforeAll(async () => {
  shop = await openShop();
  await shop.staff.call('putPhoto', { bytes: png(96, [196, 122, 84]), type: 'image/png' });
  site = await openSite(shop.house.url, shop.widgetKey);
  journey = await openBrowser();
});
afterAll(async () => {
  await journey?.close();
  site?.close();
  await shop?.house.stop();
});

type Dress = { language?: string; attributes?: string; more?: string };
async function visit(dress: Dress = {}, options: Parameters<Journey['open']>[0] = {}): Promise<Page> {
  const { page } = await journey.open(options);
  await page.goto(`${site.url}?${new URLSearchParams(dress)}`);
  await page.locator('[data-parley]').waitFor({ state: 'attached' });
  return page;
}
async function chat(page: Page, words = 'Is the lamp in stock?'): Promise<void> {
  await page.evaluate('Parley.open()');
  await page.locator('.pair button').last().click();
  await page.locator('textarea').fill(words);
  await page.locator('.write button').last().click();
  await page.getByText(/^(Sent|Gesendet) ·/).waitFor();
}
const styleOf = (page: Page, what: string, name: string) =>
  page.evaluate(`getComputedStyle(document.querySelector('[data-parley]').shadowRoot.querySelector('${what}')).${name}`);
const own = (code: string) => `<script nonce="n">${code}</script>`;

test('side, theme and colour come from the script element, and the panel stands where the button stood', async () => {
  for (const side of ['left', 'right']) {
    const page = await visit({ attributes: `data-side="${side}" data-theme="dark" data-accent="#ffee00"` });
    const middle = async (what: string) =>
      page.locator(what).evaluate((each) => each.getBoundingClientRect().x + each.getBoundingClientRect().width / 2);
    expect((await middle('.launch')) < 640).toBe(side === 'left');
    await page.locator('.launch').click();
    await page.locator('.pair').waitFor();
    expect((await middle('.panel')) < 640).toBe(side === 'left');
    expect(await styleOf(page, '.panel', 'backgroundColor')).toBe('rgb(23, 28, 26)');
    await page.context().close();
  }
});

test('the page opens it by an element, by calls written down before it came, and by calls afterwards; it hears counts and no words', async () => {
  const early = own(
    `window.told = []; (window.Parley = window.Parley || []).push(['on', 'open', () => told.push('open')], ['on', 'message', (m) => told.push(m)], ['on', 'close', () => { throw new Error('mine') }])`,
  );
  const page = await visit({ attributes: 'data-launcher="none"', more: `${early}<a href="/contact" data-parley-open><b>Ask us</b></a>` });
  expect(await page.locator('.launch').count()).toBe(0);
  await page.getByText('Ask us').click();
  await page.getByText('Before we start').waitFor();
  expect(await page.evaluate('[Parley.isOpen(), told, location.pathname]')).toEqual([true, ['open'], '/']);
  await page.evaluate('Parley.close()'); // the page's own function throws: the chat does not mind
  expect(await page.evaluate('Parley.isOpen()')).toBe(false);
  await chat(page);
  await shop.answer('It is.');
  await page.getByText('It is.').waitFor();
  expect(await page.evaluate('told.at(-1)')).toEqual({ count: 1 });
  await page.evaluate('Parley.forget()');
  expect(await page.evaluate('[Parley.isOpen(), localStorage.length]')).toEqual([false, 0]);
});

test('a page with a Parley of its own keeps it, and reaches the chat by the event', async () => {
  const page = await visit({
    more: own(`window.Parley = { mine: 1 }; addEventListener('parley:ready', (event) => { window.chat = event.detail })`),
  });
  await expect.poll(() => page.evaluate('Boolean(window.chat)')).toBe(true);
  await page.evaluate('chat.open()');
  await page.getByText('Before we start').waitFor();
  expect(await page.evaluate('Parley')).toEqual({ mine: 1 });
});

test('who looks after the chat is shown with name and photo, and each side sees that the other writes', async () => {
  const page = await visit({}, { reducedMotion: 'reduce' });
  await chat(page, 'A lamp that hums');
  await page.getByRole('heading', { name: 'Lantern & Loom' }).waitFor();
  const conversation = await shop.answer('Which one is it?');
  await page.getByRole('heading', { name: 'Carol' }).waitFor();
  await page.locator('.head .face img').waitFor();
  await page.locator('.row .face img').waitFor();
  await shop.staff.call('tellPresence', { params: { conversation }, body: { state: 'writing' } });
  await page.getByText('Carol is writing…').waitFor({ state: 'attached' });
  expect(await styleOf(page, '.typing i', 'animationName')).toBe('none');
  await page.locator('textarea').pressSequentially('The brass one');
  await eventually('the agent sees it', async () => (await shop.staff.call('readPresence', { params: { conversation } })).personWriting);
  await shop.answer('I shall look.');
  await page.locator('.typing').waitFor({ state: 'detached' });
  expect(await axeFaults(page, '[data-parley]')).toEqual([]);
});

test('files can be dropped anywhere on the panel, several at once; an empty one is named, and an upload can be taken back', async () => {
  const page = await visit();
  await chat(page);
  await page.locator('.head').evaluate(
    (head, bytes) => {
      const { DataTransfer, DragEvent, File } = globalThis as unknown as Record<
        'DataTransfer' | 'DragEvent' | 'File',
        new (
          ...all: unknown[]
        ) => never
      >;
      const data = new DataTransfer() as { items: { add(file: unknown): void } };
      for (const [content, name, type] of [
        [new Uint8Array(bytes), 'lamp.png', 'image/png'],
        ['a plan', 'plan.txt', 'text/plain'],
        ['', 'nothing.txt', 'text/plain'],
      ])
        data.items.add(new File([content], name, { type }));
      for (const what of ['dragover', 'drop'])
        head.dispatchEvent(new DragEvent(what, { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    [...png(40, [90, 120, 160])],
  );
  await page.getByText('nothing.txt is empty or a folder').waitFor();
  await page.locator('.files img').waitFor();
  expect(await page.locator('.files .file span').allTextContents()).toEqual(['lamp.png', 'plan.txt']);
  await page.route('**/v1/visit/attachments', () => {}); // never answered
  await page.locator('.write button').last().click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.unroute('**/v1/visit/attachments');
  expect(await page.locator('.row.me').count()).toBe(1);
  await page.locator('textarea').fill('after it');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.locator('.row.me .bubble').allTextContents()).toEqual(['Is the lamp in stock?', 'after it']);
});

test('another language comes when the chat is opened, and without it the chat speaks English', async () => {
  const page = await visit({ language: 'de' });
  await page.getByRole('button', { name: 'Chat mit uns' }).click();
  await page.getByText('Bevor es losgeht').waitFor();
  const other = await visit({ language: 'de' });
  await other.route('**/widget/words-de.json', (route) => route.abort());
  await other.getByRole('button', { name: 'Chat mit uns' }).click();
  await other.getByText('Before we start').waitFor();
  expect(await other.locator('[data-parley]').getAttribute('lang')).toBe('en');
});

test('at twice the size on a small window everything is still reached and nothing is cut off sideways', async () => {
  const page = await visit({}, { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
  await chat(page);
  const box = await page.locator('.panel').boundingBox();
  expect([(box?.x ?? -1) >= 0, (box?.y ?? -1) >= 0, (box?.x ?? 0) + (box?.width ?? 0) <= 640]).toEqual([true, true, true]);
  expect(await page.locator('.panel').evaluate((panel) => panel.scrollWidth <= panel.clientWidth)).toBe(true);
  await page.getByRole('button', { name: 'Privacy and my data' }).click({ trial: true });
});

test('no page threw, nothing left the machine', () => expect(journey.faults).toEqual([]));

/** A square picture of one colour. */
function png(side: number, colour: readonly number[]): Buffer {
  const table = Array.from({ length: 256 }, (_, n) =>
    Array.from({ length: 8 }).reduce<number>((c) => (c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1), n),
  );
  const crc = (bytes: Buffer) => (bytes.reduce((c, byte) => (table[(c ^ byte) & 255] ?? 0) ^ (c >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length);
    frame.writeUInt32BE(crc(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const head = Buffer.from([0, 0, 0, side, 0, 0, 0, side, 8, 2, 0, 0, 0]);
  const row = Buffer.from([0, ...Array.from({ length: side }, () => colour).flat()]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: side }, () => row)));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
