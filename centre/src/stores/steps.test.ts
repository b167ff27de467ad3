// At a kiosk, as on every other page, taking back is as easy as giving (Art. 7(3)). The shortest way from the first page to each end is searched through the real pages and counted in touches (links,
// buttons, fields filled in, answers marked) and requests.
import { expect, test } from 'vitest';
import { fakeApi } from '../test/api.ts';
import { face, sitting } from '../test/kiosk.ts';
import { type Seen, visitor } from '../test/visitor.ts';
import { mountStores } from './stores.ts';

type Ways = { readonly touches: number; readonly requests: number };
type Change = Parameters<typeof visitor>[1];
/** One press, with what was filled in and marked before it. */
type Step = { readonly to: string; readonly form?: URLSearchParams; readonly touches: number };
type Consent = 'none' | 'given' | 'withdrawn';
const typed: Readonly<Record<string, string>> = { value: 'ada@example.com', code: '12345678', text: 'Do you mend old lamps?' };
const mostTouches = 12;

/** Somebody at a kiosk who has said this before; whose address is known once it was given and proved here. */
function begin(consent: Consent, change: Change) {
  const at = { consent, address: null as typeof sitting.address | null };
  const api = fakeApi({
    readKiosk: { ...face, language: 'en' },
    startSitting: { token: 'seat' },
    askAtKiosk: {},
    endSitting: {},
    giveAddressAtKiosk: () => {
      at.address = { kind: 'email', proved: false };
    },
    proveAddressAtKiosk: () => {
      at.address = { kind: 'email', proved: true };
      return { proved: true };
    },
    readSitting: () => {
      const choices = sitting.choices.map((each) => ({ ...each, state: at.consent }));
      return { ...sitting, address: at.address, choices: at.address?.proved ? choices : [] };
    },
    chooseAtKiosk: ({ body }: { body: { answers: { given: boolean }[] } }) => {
      at.consent = body.answers[0]?.given ? 'given' : 'withdrawn';
      return { answers: [{ purpose: 'marketing', channel: 'email', state: at.consent, isNew: true }] };
    },
  });
  return { at, visit: visitor(api.client, change, { mount: mountStores, cookies: { '__Host-parley_kiosk': 'device' } }) };
}

/** The fewest touches after which they are where `isReached`: every step from every page is tried, the cheapest way first, each on a fresh visit. */
async function shortest(from: Consent, isReached: (consent: Consent) => boolean, change?: Change): Promise<Ways> {
  const known = new Set<string>();
  const ways: { readonly path: readonly Step[]; readonly touches: number }[] = [{ path: [], touches: 0 }];
  for (let way = ways.shift(); way && way.touches <= mostTouches; way = ways.shift()) {
    const { at, visit } = begin(from, change);
    let seen = await visit.open('/kiosk');
    visit.count.requests = 0;
    for (const step of way.path) seen = await visit.press({ kind: step.form ? 'button' : 'link', label: '', ...step });
    if (way.path.length > 0 && isReached(at.consent)) return { touches: way.touches, requests: visit.count.requests };
    const page = seen.text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ''); // the number of a message that is still to be written
    if (known.has(page)) continue;
    known.add(page);
    for (const step of stepsFrom(seen)) ways.push({ path: [...way.path, step], touches: way.touches + step.touches });
    ways.sort((one, other) => one.touches - other.touches);
  }
  throw new Error('there is no way');
}

/** Links, and forms with their fields filled in and at most one answer of each marked: what somebody may do on a page. */
function stepsFrom({ text }: Seen): Step[] {
  const links = [...text.matchAll(/<a\b[^>]*href="(\/kiosk[^"]*)"/g)]
    .map(([, to = '']): Step => ({ to: plain(to), touches: 1 }))
    .filter(({ to }) => !to.includes('lang='));
  const forms = [...text.matchAll(/<form\b[^>]*action="([^"]*)"[^>]*>(.*?)<\/form>/gs)].flatMap(([, to = '', inner = '']) => {
    const fields = [...inner.matchAll(/<(?:input|textarea)\b([^>]*)>/g)].map(([, traits = '']) => traits);
    const written = fields.filter((field) => / required/.test(field));
    const sent = fields
      .filter((field) => !/ required|type="radio"/.test(field))
      .map((field) => [trait(field, 'name'), trait(field, 'value')]);
    const filled = [...sent, ...written.map((field) => [trait(field, 'name'), typed[trait(field, 'name')] ?? ''])];
    const marks = [
      [],
      ...fields.filter((field) => field.includes('type="radio"')).map((field) => [[trait(field, 'name'), trait(field, 'value')]]),
    ];
    return marks.map(
      (mark): Step => ({ to: plain(to), form: new URLSearchParams([...filled, ...mark]), touches: 1 + written.length + mark.length }),
    );
  });
  return [...links, ...forms];
}

const trait = (field: string, name: string) => plain(new RegExp(`\\b${name}="([^"]*)"`).exec(field)?.[1] ?? '');
const plain = (text: string) => text.replace(/&#(\d+);/g, (_, sign: string) => String.fromCharCode(Number(sign)));
const give = (change?: Change) => shortest('none', (consent) => consent === 'given', change);
const takeBack = (change?: Change) => shortest('given', (consent) => consent === 'withdrawn', change);
const refuse = (change?: Change) => shortest('none', (consent) => consent === 'withdrawn', change);

test('at a kiosk, taking a consent back and refusing cost no more touches and requests than giving it', async () => {
  const given = await give();
  // to the address, filled in and sent; the code, filled in and sent; yes, marked and saved: and each page that follows
  expect(given).toEqual({ touches: 7, requests: 7 });
  for (const other of [await takeBack(), await refuse()]) {
    expect(other.touches).toBeLessThanOrEqual(given.touches);
    expect(other.requests).toBeLessThanOrEqual(given.requests);
  }
});

test('a kiosk whose "no" hides behind one more page is found', async () => {
  const no = /<label><input type="radio"[^>]*value="no">[^<]*<\/label>/;
  const hide: Change = (text, url) => (url.includes('sure=1') ? text : text.replace(no, '<a href="/kiosk/choices?sure=1">No</a>'));
  expect(await give(hide)).toEqual({ touches: 7, requests: 7 });
  expect(await takeBack(hide)).toEqual({ touches: 8, requests: 8 });
});
