// No page of ours steers: every page on which somebody chooses, in every language and state, held against the patterns of EDPB 03/2022; and each pattern is
// shown with a planted violation, so that the test is known to see it.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { languages } from './language.ts';
import { fakeApi } from './test/api.ts';
import { seated, visit } from './test/kiosk.ts';
import { isNagging, patternsAtKiosk, patternsIn, patternsInChat } from './test/patterns.ts';
import { presses, visitor } from './test/visitor.ts';

const choice = {
  purpose: 'marketing',
  purposeName: 'News',
  description: 'New things.',
  channel: 'email',
  wording: 'Yes, please.',
  at: '2026-03-02T10:00:00Z',
};
const confirmation = {
  ...{ company: 'x', centreKey: 'ck', purposeName: 'News', description: 'New things.', channel: 'email', wording: 'Yes, please.' },
  ...{ from: 'parent', state: 'open', accent: '#8a5a2b', logo: null },
};
const plain = { explicit: false, ages: [], countries: [] };
const child = { explicit: false, ages: ['under-13', '13', '14', '15', '16', '17', 'of-age'], countries: ['DE', 'FR', 'ZZ'] };
const health = { explicit: true, ages: [], countries: [] };

/** Every page with a choice on it. */
async function pagesWithAChoice(): Promise<string[]> {
  const pages: string[] = [];
  for (const lang of languages)
    for (const state of ['none', 'pending', 'given', 'withdrawn'])
      for (const kind of [plain, child, health]) {
        const stand = {
          company: 'x',
          centreKey: 'ck',
          active: state === 'given',
          pending: state === 'pending',
          endsOn: state === 'given' ? '2026-04-01' : null,
          before: state === 'none' ? { description: 'Old things.', wording: 'Yes, as it was.' } : null,
          accent: '#8a5a2b',
          logo: null,
        };
        const api = fakeApi({
          readMyConsents: { states: [{ ...choice, ...kind, state }], history: [] },
          readPreferences: { basis: 'consent', ...choice, ...kind, ...stand },
          readConfirmation: { ...confirmation, state: state === 'given' ? 'given' : 'open', from: kind === child ? 'parent' : 'self' },
        });
        const visit = visitor(api.client);
        const enter = presses(await visit.open(`/privacy/ck/enter?link=l1&lang=${lang}`)).find(({ form }) => form?.has('link'));
        await visit.press(enter as never);
        const places = [
          '/privacy/ck/choices',
          '/privacy/ck/choices/answer?purpose=marketing&channel=email',
          '/privacy/preferences/t1',
          '/privacy/confirm/t1',
        ];
        for (const place of places) {
          const { text, status } = await visit.open(`${place}${place.includes('?') ? '&' : '?'}lang=${lang}`);
          expect([place, status]).toEqual([place, 200]);
          pages.push(text);
        }
      }
  return pages;
}

test('every page with a choice is fair, in every language and wherever the choice stands', async () => {
  const pages = await pagesWithAChoice();
  expect(pages.filter((page) => page.includes('role="group"')).length).toBeGreaterThan(150);
  expect([...new Set(pages.flatMap(patternsIn))]).toEqual([]);
});

test('the chat hurries and shames nobody either', () => {
  const root = path.resolve(import.meta.dirname, '../..');
  const files = globSync('widget/src/{words,words/*,offer,view/**/*}.ts', { cwd: root, exclude: (file) => file.endsWith('.test.ts') });
  expect(files.length).toBeGreaterThan(3);
  for (const file of files) {
    const text = readFileSync(path.join(root, file), 'utf8');
    expect([file, isNagging(text), /\.checked = true|defaultChecked/.test(text)]).toEqual([file, false, false]);
  }
});

test('two answers of the chat weigh the same, and one that is made heavier is found', () => {
  const view = path.resolve(import.meta.dirname, '../../widget/src/view');
  const files = globSync('*.ts', { cwd: view, exclude: (file) => file.endsWith('.test.ts') });
  const sources = files.map((file) => readFileSync(path.join(view, file), 'utf8'));
  expect(sources.flatMap((source) => [...source.matchAll(/(?<!function )\bpair\(/g)]).length).toBeGreaterThan(3);
  expect(sources.flatMap(patternsInChat)).toEqual([]);
  const all = sources.join('\n');
  for (const [fair, heavy] of [
    ['button(words.yes, accept)', "button(words.yes, accept, { class: 'main' })"],
    ['button(words.no, decline)', "link(words.no, '#')"],
    ['pair(button(words.no, decline), button(words.yes, accept))', 'pair(button(words.yes, accept))'],
    ['.choice:hover{', '.choice:last-child{'],
  ] as const) {
    expect(all).toContain(fair);
    expect(patternsInChat(all.replace(fair, heavy)).join()).toContain('unequal in weight');
  }
});

/** A page with one more rule in its own style. */
const styled = (rule: string) => (page: string) => page.replace('</style>', `${rule}</style>`);

const atKiosk = ['', 'ask', 'next', 'phone', 'reach', 'code', 'choices', 'data', 'notice', 'done', 'over'];
test('every page of a kiosk is fair, in every language', async () => {
  for (const lang of languages)
    for (const place of atKiosk) {
      const { text, status } = await visit('GET', `/kiosk${place && `/${place}`}?lang=${lang}`, { headers: seated });
      expect([place, status, patternsAtKiosk(text)]).toEqual([place, place === 'over' ? 410 : 200, []]);
      expect(text.includes('class="either"')).toBe(place === 'choices');
    }
});

test.each<[pattern: string, plant: (page: string) => string]>([
  ['unequal in weight', (page) => page.replace('<label><input type="radio"', '<label class="main"><input type="radio"')],
  ['unequal in weight', (page) => page.replace('value="no">', 'value="no" style="opacity:.4">')],
  ['without a no beside it', (page) => page.replace(/value="(yes|no)"/g, (all) => (all.includes('yes') ? 'value="no"' : 'value="yes"'))],
  ['unequal in weight', styled('.either label+label{border-color:transparent}')],
  ['unequal in weight', styled('.either label:has([value=no]){font-size:.6rem}')],
  ['without two answers', (page) => page.replace(/<label><input type="radio"[^>]*value="no">[^<]*<\/label>/, '')],
  ['preselected', (page) => page.replace('value="yes">', 'value="yes" checked>')],
  ['hurried or shamed', (page) => page.replace('</main>', '<p>Dernière chance</p></main>')],
  ['counted down', (page) => page.replace('<main', '<meta http-equiv="refresh" content="5"><main')],
  ['asked in the way', (page) => page.replace('<main', '<dialog open></dialog><main')],
  ['asked in the way', (page) => page.replace('<dialog id="still"', '<dialog id="still"><input name="answer:marketing:email"')],
])('a kiosk that asks %s is found', async (pattern, plant) => {
  const { text } = await visit('GET', '/kiosk/choices', { headers: seated });
  expect(plant(text)).not.toBe(text);
  expect(patternsAtKiosk(plant(text)).join()).toContain(pattern);
});

test.each<[pattern: string, plant: (page: string) => string]>([
  ['unequal in weight', (page) => page.replace('<button name="given" value="yes"', '<button class="main" name="given" value="yes"')],
  ['unequal in weight', (page) => page.replace('value="no"', 'value="no" style="font-size:.7rem"')],
  ['unequal in weight', styled('.switch form+form button{opacity:.25;font-size:.6rem}')],
  ['unequal in weight', styled('.switch form+form button{border-left:.1rem solid var(--edge);opacity:.25}')],
  ['unequal in weight', styled('@media(max-width:34rem){.switch form:last-child{visibility:hidden}}')],
  ['unequal in weight', styled('.switch{form:nth-of-type(1){font-size:1.4rem}}')],
  ['unequal in weight', styled('button[value=no]{color:var(--pale)}')],
  ['unequal in weight', styled('form:not(:first-child){filter:blur(1px)}')],
  ['unequal in weight', styled('.switch :is(h2,form~form){scale:.5}')],
  ['without a no beside it', (page) => page.replace(/value="(yes|no)"/g, (all) => (all.includes('yes') ? 'value="no"' : 'value="yes"'))],
  ['without two answers', (page) => page.replace(/<form(?:(?!<form).)*?value="no".*?<\/form>/s, '')],
  ['preselected', (page) => page.replace('</main>', '<input type="checkbox" name="more" checked></main>')],
  [
    'preselected',
    (page) => page.replace('</main>', '<form><select><option value="13" selected></select><button name="given"></form></main>'),
  ],
  ['hurried or shamed', (page) => page.replace('</main>', '<p>Last chance: only 3 days left.</p></main>')],
  ['hurried or shamed', (page) => page.replace('</main>', '<p>Nicht verpassen</p></main>')],
  ['counted down', (page) => page.replace('<head>', '<head><meta http-equiv="refresh" content="10">')],
  ['asked in the way', (page) => page.replace('<main', '<dialog open></dialog><main')],
])('a page that is %s is found', async (pattern, plant) => {
  const { text } = await visitor(fakeApi().client).open('/privacy/preferences/t1');
  expect(patternsIn(text)).toEqual([]);
  expect(plant(text)).not.toBe(text);
  expect(patternsIn(plant(text)).join()).toContain(pattern);
});

test('refusing takes no more presses than agreeing, also where a statement, an age or a confirmation is asked for', async () => {
  for (const kind of [plain, child, health]) {
    const api = fakeApi({
      readMyConsents: { states: [{ ...choice, ...kind, state: 'none' }], history: [] },
      readConfirmation: confirmation,
    });
    const visit = visitor(api.client);
    const enter = presses(await visit.open('/privacy/ck/enter?link=l1')).find(({ form }) => form?.has('link'));
    await visit.press(enter as never);
    const choices = presses(await visit.open('/privacy/ck/choices'));
    expect(choices.some(({ form }) => form?.get('given') === 'no')).toBe(true); // one press from here, whatever a yes needs
    const confirm = presses(await visit.open('/privacy/confirm/t1'));
    expect(confirm.filter(({ form }) => form?.has('given')).map(({ form }) => form?.get('given'))).toEqual(['yes', 'no']);
  }
});
