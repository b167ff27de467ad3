// Refusing is as easy as agreeing, and taking back as easy as giving (Art. 7(3), EDPB 03/2022). The shortest way to each end is searched through the
// real pages, from the same start, and counted in presses and requests.
import { expect, test } from 'vitest';
import { fakeApi } from './test/api.ts';
import { presses, type Seen, visitor } from './test/visitor.ts';

type Ways = { readonly presses: number; readonly requests: number };
type Change = Parameters<typeof visitor>[1];
const link = '/privacy/ck/enter?link=l1';
const message = '/privacy/preferences/t1';
const outside = { consent: 'none', preference: false, requests: [] };

/** Enters by a signed link and stands on the page that follows; for the link in a message there is nothing to enter. */
async function begin(start: string, state: typeof outside, change: Change) {
  const api = fakeApi({}, { ...state, requests: [] });
  const visit = visitor(api.client, change);
  let seen = await visit.open(start);
  const enter = presses(seen).find(({ form }) => form?.has('link'));
  if (enter) seen = await visit.press(enter);
  Object.assign(visit.count, { presses: 0, requests: 0 });
  return { visit, seen, api };
}

/** The fewest presses from the start to where `isReached`: looking around is tried breadth first, and every button on the way, each on a fresh visit. */
async function shortest(
  start: string,
  from: typeof outside,
  isReached: (state: typeof outside) => boolean,
  change?: Change,
): Promise<Ways> {
  const first = await begin(start, from, change);
  let ways: { path: string[]; seen: Seen }[] = [{ path: [], seen: first.seen }];
  const known = new Set<string>();
  for (let depth = 0; depth < 4; depth++) {
    for (const { path, seen } of ways) {
      for (const button of presses(seen).filter(({ kind, label }) => kind === 'button' && label !== 'Leave')) {
        const { visit, api } = await begin(start, from, change);
        for (const to of path) await visit.press({ kind: 'link', label: '', to });
        await visit.press(button);
        if (isReached(api.state as typeof outside)) return { ...visit.count };
      }
    }
    const next: typeof ways = [];
    for (const { path, seen } of ways)
      for (const { kind, to } of presses(seen))
        if (kind === 'link' && !known.has(to) && !to.includes('lang=')) {
          known.add(to);
          next.push({ path: [...path, to], seen: await first.visit.open(to) });
        }
    ways = next;
  }
  throw new Error('there is no way');
}

const isGiven = ({ consent, preference }: typeof outside) => consent === 'given' || preference;
const isTaken = ({ consent, preference }: typeof outside) =>
  ['withdrawn', 'refused'].includes(consent) || (consent !== 'given' && !preference);

/** Both ways from the page somebody stands on after entering, or from the link in a message. */
async function bothWays(start: string, change?: Change): Promise<{ give: Ways; withdraw: Ways }> {
  const given = start === link ? { ...outside, consent: 'given' } : { ...outside, preference: true };
  return { give: await shortest(start, outside, isGiven, change), withdraw: await shortest(start, given, isTaken, change) };
}

test('on the privacy page, taking a consent back costs no more presses and requests than giving it', async () => {
  const { give, withdraw } = await bothWays(link);
  expect(give).toEqual({ presses: 2, requests: 3 }); // to the choices, yes, and the page that says so
  expect(withdraw.presses).toBeLessThanOrEqual(give.presses);
  expect(withdraw.requests).toBeLessThanOrEqual(give.requests);
});

test('by the link in a message, either is one press', async () => {
  const { give, withdraw } = await bothWays(message);
  expect([give.presses, withdraw.presses]).toEqual([1, 1]);
  expect(withdraw.requests).toBeLessThanOrEqual(give.requests);
});

test('a "no" that hides behind one more page is found', async () => {
  const isNo = /<form[^>]*>(?:(?!<\/form>).)*value="no"(?:(?!<\/form>).)*<\/form>/gs;
  const hide: Change = (text, url) => (url.includes('sure=1') ? text : text.replace(isNo, `<a href="${url.split('?')[0]}?sure=1">No</a>`));
  for (const start of [link, message]) {
    const { give, withdraw } = await bothWays(start, hide);
    expect(withdraw.presses).toBe(give.presses + 1);
    expect(withdraw.requests).toBeGreaterThan(give.requests);
  }
});

/** Yes and no of each choice on a page with all that may differ taken away: the word, the value and which one stands. */
function weights({ text }: Seen): [yes: string, no: string][] {
  const halves = [...text.matchAll(/<form\b[^>]*>(?:(?!<\/form>).)*<button[^>]*value="(yes|no)"[^>]*>(?:(?!<\/form>).)*<\/form>/gs)];
  const bare = (half: string | undefined) => half?.replace(/value="(yes|no)"|aria-pressed="\w+"|>[^<]+</g, '') ?? '';
  return halves.flatMap((half, place): [string, string][] => (place % 2 === 0 ? [[bare(half[0]), bare(halves[place + 1]?.[0])]] : []));
}

test('yes and no are the same markup on every page that asks; neither is chosen beforehand', async () => {
  const paint: Change = (text) => text.replace('value="yes"', 'value="yes" class="main"');
  for (const [start, place] of [
    [link, '/privacy/ck/choices'],
    [message, message],
  ] as const) {
    const { visit } = await begin(start, outside, undefined);
    const seen = await visit.open(place);
    expect(weights(seen)).toHaveLength(1);
    for (const [yes, no] of weights(seen)) expect(yes).toBe(no);
    expect(seen.text).not.toMatch(/aria-pressed="true"|checked|type="checkbox"/);
    const [planted] = weights(await (await begin(start, outside, paint)).visit.open(place));
    expect(planted?.[0]).not.toBe(planted?.[1]); // a button painted louder is found
  }
});
