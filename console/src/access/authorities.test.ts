import { expect, test } from 'vitest';
import { isSuggestion, landOf, lands, suggestedAuthority } from './authorities.ts';

const eea = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' ');

test('every country of the EEA, the United Kingdom and Switzerland has an authority, Germany by Land', () => {
  for (const country of [...eea, 'GB', 'CH'].filter((each) => each !== 'DE'))
    expect([country, (suggestedAuthority(country) ?? '').length > 5]).toEqual([country, true]);
  expect(lands).toHaveLength(16);
  expect(suggestedAuthority('DE')).toBeUndefined();
  expect(suggestedAuthority('DE', 'Bayern')).toMatch(/BayLDA/);
  expect(suggestedAuthority('US')).toBeUndefined();
});

test('a suggestion is told from words of the company’s own, and leads back to its Land', () => {
  const berlin = suggestedAuthority('DE', 'Berlin') ?? '';
  expect([isSuggestion(berlin), landOf(berlin)]).toEqual([true, 'Berlin']);
  expect([isSuggestion('BfDI, Bonn'), landOf('BfDI, Bonn')]).toEqual([false, '']);
});

test('each fits the field', () => {
  for (const land of lands) expect((suggestedAuthority('DE', land) ?? '').length).toBeLessThanOrEqual(200);
  for (const country of eea) expect((suggestedAuthority(country) ?? '').length).toBeLessThanOrEqual(200);
});
