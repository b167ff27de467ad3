import { expect, test } from 'vitest';
import { consequences, reworded } from './draft.ts';
import type { Purpose } from './purposes-page.tsx';

const texts = (description: string) => ({ name: 'News', description, choice: 'Yes, please.' });
const marketing = {
  lawfulBasis: 'consent',
  active: true,
  period: 'P2Y',
  starts: 'last-contact',
  channels: ['email'],
  ...{ confirmOn: ['email', 'sms'], specialCategories: [], toChildren: false, renewAfter: 'P2Y', askBeforeEnd: false, sources: [] },
  texts: { en: texts('News.'), de: texts('Neues.'), fr: texts('Actualités.'), es: texts('Novedades.') },
} as unknown as Purpose;

test('nothing touched changes nothing, also when blanks were added', () => {
  expect(consequences(marketing, marketing)).toMatchObject({ changed: false, lessPrivate: false, asksMeaning: false });
  const blank = { ...marketing, texts: { ...marketing.texts, de: texts('Neues. ') } };
  expect(reworded(marketing, blank)).toEqual([]);
});

test('a longer period or a further channel needs a reason, a shorter one does not', () => {
  expect(consequences(marketing, { ...marketing, period: 'P25M' }).lessPrivate).toBe(true);
  expect(consequences(marketing, { ...marketing, starts: 'closing' }).lessPrivate).toBe(true);
  expect(consequences(marketing, { ...marketing, channels: ['email', 'web-chat'] }).lessPrivate).toBe(true);
  expect(consequences(marketing, { ...marketing, period: 'P30D', channels: [] })).toMatchObject({ changed: true, lessPrivate: false });
});

test('new words of a consent ask whether they mean the same', () => {
  const after = { ...marketing, texts: { ...marketing.texts, en: texts('News and offers.') } };
  const found = consequences(marketing, after);
  expect(found.asksMeaning).toBe(true);
  expect(found.words).toEqual([{ language: 'en', part: 'description', before: 'News.', after: 'News and offers.' }]);
});

test('a yes that needs less, counts longer or is to more needs a reason; one that needs more does not', () => {
  const less = (part: Partial<Purpose>) => consequences(marketing, { ...marketing, ...part }).lessPrivate;
  expect([less({ confirmOn: ['email'] }), less({ renewAfter: 'P25M' }), less({ toChildren: true })]).toEqual([true, true, true]);
  expect([less({ renewAfter: 'P1Y' }), less({ confirmOn: ['sms', 'email'] })]).toEqual([false, false]);
  const health = consequences(marketing, { ...marketing, specialCategories: ['Health'] });
  expect(health).toMatchObject({ changed: true, lessPrivate: true, agreesToMore: true, terms: ['specialCategories'] });
});

test('a consent that comes to cover more asks whether a yes still counts', () => {
  const shop: Purpose['sources'][number] = { origin: 'other-source', names: {}, categories: ['Name'], isPublic: false };
  const asks = (before: Purpose, part: Partial<Purpose>) => {
    const { asksMeaning, coversMore } = consequences(before, { ...before, ...part });
    return [asksMeaning, coversMore];
  };
  const more: Partial<Purpose>[] = [{ period: 'P10Y' }, { starts: 'closing' }, { renewAfter: 'P9Y' }, { sources: [shop] }];
  for (const part of more) expect(asks(marketing, part)).toEqual([true, true]);
  expect(asks({ ...marketing, sources: [shop] }, { sources: [{ ...shop, names: { en: 'Shop' } }] })).toEqual([false, false]);
  expect(asks(marketing, { sources: [{ ...shop, origin: 'import' }] })).toEqual([false, false]);
  expect(asks(marketing, { period: 'P1Y', renewAfter: 'P1Y', channels: [] })).toEqual([false, false]);
  expect(asks({ ...marketing, lawfulBasis: 'contract' }, { period: 'P10Y' })).toEqual([false, false]);
});
