// How quickly the inbox answers a hand. Ours holds ten thousand conversations and a thread of five thousand messages, the baseline is a plain page of the
// newest; both in Chromium at a quarter of this machine's speed. The figure is the 98th percentile of the time from a press to the next paint, over all
// presses of a session.
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { plainPage } from './baselines/plain-page.ts';
import type { Figure, Measured, Sides } from './figure.ts';
import { plantCrowd } from './frame/crowd.ts';
import { type Desk, floorMs, openDesk, percentile, press, type Timed } from './frame/desk.ts';
import type { Ground } from './frame/ground.ts';
import { openHouse } from './frame/parley.ts';
import { settle } from './frame/settle.ts';

const conversations = 10_000;
const messages = 5000;
const shown = 200; // rows and messages of the plain page: with all of them it takes minutes for a press

export const pages: Figure = {
  name: 'pages',
  says: `press to next paint (98th percentile, CPU four times slower) in an inbox of ${conversations} conversations, against a plain page of the newest ${shown}`,
  unit: 'ms',
  better: 'less',
  open: openPages,
};

async function openPages(ground: Ground): Promise<Sides> {
  const house = await openHouse(ground);
  const began = performance.now();
  const long = await plantCrowd(ground, house, conversations, messages);
  const seedSeconds = (performance.now() - began) / 1000;
  await settle(house.databaseUrl);
  const plain = http.createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(plainPage(shown, shown));
  });
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
  ground.atEnd(async () => plain.close());
  const plainUrl = `http://127.0.0.1:${(plain.address() as AddressInfo).port}/`;
  const seen: Timed[] = [];
  const facts: { shift: number; heapMb: number }[] = [];
  const session = async (desk: Desk, longThread: string, keep: boolean): Promise<Measured> => {
    const timed = await work(desk, longThread, keep);
    if (keep) {
      seen.push(...timed);
      facts.push(await desk.facts());
    }
    await desk.close();
    const all = timed.flatMap(({ ms }) => ms);
    return { value: percentile(all, 98), n: all.length };
  };
  return {
    ours: async () => {
      const desk = await openDesk(ground, `${house.url}/inbox?view=open`, house.cookie);
      return session(desk, `/inbox/${long}?view=open`, true);
    },
    baseline: async () => session(await openDesk(ground, plainUrl), '/#long', false),
    also: async () => ({ ...told(seen), ...worstFacts(facts), 'seconds to plant the crowd': Math.round(seedSeconds) }),
    close: async () => undefined,
  };
}

/** A session at the desk; every interaction is a press that the browser times. Of a bare text field Chromium tells the paints only seconds later, so the
 * plain page's typing counts as the least there is. */
async function work({ page, time }: Desk, longThread: string, types: boolean): Promise<Timed[]> {
  const key = (name: string) => () => page.keyboard.press(name);
  const rows = 'a[data-conversation]';
  await page.locator(rows).first().waitFor({ timeout: 60_000 });
  const timed = [
    await time('walk down with J', 30, key('j')),
    await time('walk up with K', 20, key('k')),
    await time('read one after the other with J', 12, key('j'), 900),
    await time(
      'open a conversation',
      10,
      (at) =>
        page
          .locator(rows)
          .nth(2 + (at % 6))
          .click(),
      500,
    ),
    await time('switch the view', 8, (at) => press(page, `nav a[href*="view=${at % 2 === 0 ? 'all' : 'open'}"]`), 700),
  ];
  await page.locator(rows).first().focus();
  timed.push(await time('page down the list', 20, key('PageDown')));
  await page.evaluate(
    `history.pushState({}, '', ${JSON.stringify(longThread)}); dispatchEvent(new PopStateEvent('popstate', { state: {} }))`,
  );
  await page.locator('[data-composer]').waitFor();
  await page.locator('section[aria-label="Messages"] article').first().waitFor();
  await page.locator('[data-composer]').focus();
  const type = (at: number) => page.keyboard.press('abcdefghij'[at % 10] ?? 'a');
  timed.push(types ? await time('type a reply', 40, type, 60) : { what: 'type a reply', ms: Array(40).fill(floorMs) });
  await page.locator('section[aria-label="Messages"]').focus();
  timed.push(await time('page up the thread', 30, key('PageUp')));
  return timed;
}

function told(seen: readonly Timed[]): Record<string, string> {
  const byWhat = Map.groupBy(seen, ({ what }) => what);
  return Object.fromEntries(
    [...byWhat].map(([what, parts]) => {
      const ms = parts.flatMap((part) => part.ms);
      return [what, `p50 ${percentile(ms, 50)} ms, p98 ${percentile(ms, 98)} ms, worst ${Math.max(...ms)} ms (${ms.length})`];
    }),
  );
}

function worstFacts(facts: readonly { shift: number; heapMb: number }[]): Record<string, number> {
  return {
    'layout shift of a session, at most': Number(Math.max(...facts.map(({ shift }) => shift)).toFixed(4)),
    'heap in MB, at most': Math.round(Math.max(...facts.map(({ heapMb }) => heapMb))),
  };
}
