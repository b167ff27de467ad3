// National numbers, made up so that their check digits are right; each with one digit changed as well.
import { describe, expect, it } from 'vitest';
import { detect } from '../detection.ts';
import { hasBulgarianDay, isHealthInsured, isHungarianTax, isHungarianTrader, isMatricule, isTaj } from './checksums.ts';

const idsIn = (text: string) =>
  detect(text)
    .filter(({ type }) => type === 'national-id')
    .map(({ start, end, score }) => [text.slice(start, end), score]);

describe('a number that speaks for itself', () => {
  it.each([
    ['SI, emšo', '1504980501231', '1504980501232'],
    ['SI, emšo, no day', '1504980501231', '4504980501231'],
    ['LU, matricule', '1980041512310', '1980041512311'],
    ['LU, matricule in groups', '1980 04 15 123 10', '1980 04 15 123 20'],
    ['GR, amka', '15048012346', '15048012345'],
    ['AT, as the card spells it', '1236 150480', '1235 150480'],
    ['AT, no day', '1236 150480', '1236 154480'],
    ['NL, with stops', '1234.56.782', '1234.56.783'],
    ['PT, cartão de cidadão', '123456780ZZ0', '123456780ZZ1'],
  ])('%s', (_, right, wrong) => {
    expect(idsIn(`it says ${right} here`)).toEqual([[right, 0.85]]);
    expect(idsIn(`it says ${wrong} here`)).toEqual([]);
  });
});

describe('a number that looks like one of an order counts beside a word for it only', () => {
  it.each([
    ['AT', 'Meine Sozialversicherungsnummer ist', '1236150480', '1235150480'],
    ['AT in English', 'my SVNR:', '1236150480', '1235150480'],
    ['BG', 'моят ЕГН е', '8504301237', '8504301238'],
    ['BG in Latin letters, born since 2000', 'my EGN is', '0544305129', '0544305128'],
    ['HR', 'moj OIB je', '12345678018', '12345678017'],
    ['CY', 'tax id (ΑΦΤ)', '01234567U', '01234567A'],
    ['GR, tax', 'το ΑΦΜ μου είναι', '123456783', '123456784'],
    ['GR, tax, spelt in letters', 'Α.Φ.Μ.', '123456783', '123456784'],
    ['GR, born on one of the first nine days', 'ΑΜΚΑ:', '05048012347', '05048012346'],
    ['CY, in Latin letters', 'Cyprus TIC', '00123123T', '00123123A'],
    ['DE, health', 'KVNR', 'A123456780', 'A123456781'],
    ['DE, health, in words', 'meine Krankenversichertennummer:', 'X110411319', 'X110411318'],
    ['HU, of who trades', 'adoszam', '12345676-2-41', '12345675-2-41'],
    ['HU, health', 'a TAJ számom', '123 456 788', '123 456 787'],
    ['HU, tax', 'adóazonosító jel', '8365123452', '8365123453'],
    ['NL', 'mijn BSN is', '123456782', '123456781'],
    ['PT', 'o meu NIF é', '123456789', '123456780'],
    ['DK', 'mit CPR nr er', '1504801234', '4504801234'],
  ])('%s', (_, cue, right, wrong) => {
    expect(idsIn(`${cue} ${right}.`)).toEqual([[right, 0.97]]);
    expect(idsIn(`${cue} ${wrong}.`)).toEqual([[wrong, 0.75]]); // whoever mistypes theirs has told it all the same
    expect(idsIn(`it says ${right} here`)).toEqual([]);
  });

  it('in Poland that of a trade only where its check is right: others are an order of a company', () => {
    expect(['REGON 123456785', 'REGON: 12345678512347', 'REGON 123456784', 'it says 123456785 here'].map(idsIn)).toEqual([
      [['123456785', 0.97]],
      [['12345678512347', 0.97]],
      [],
      [],
    ]);
  });

  it('in Malta seven digits and a letter, without a check', () => {
    expect(idsIn('my ID card is 0123480M')).toEqual([['0123480M', 0.97]]);
    expect(idsIn('part 0123480M is missing')).toEqual([]);
  });

  it.each([
    'order 8504301237 and OIB are two things',
    'call +12025550143 or +30 2105550123',
    'invoice 1236 150480 is paid',
    'article 1234.56.782 is out',
    'ring 0233 150480',
    'Bestellnummer 12345678018',
    'commande 123456783, facture 8365123452',
    'the parcel 0544305129 went back, case 123456782',
    'EAN 4006381333931, article 2019041512310',
  ])('and not in "%s"', (text) => expect(idsIn(text)).toEqual([]));
});

it('a telephone number behind one that was announced is none, and one beside its own word is', () => {
  const all = (text: string) => detect(text).map(({ type, start, end }) => `${type}: ${text.slice(start, end)}`);
  expect(all('Mój numer dowodu ABA300000, tel. 501 234 567, proszę o kontakt.')).toEqual(['national-id: ABA300000', 'phone: 501 234 567']);
  expect(all('nie mam dowodu, tel. 501 234 567')).toEqual(['phone: 501 234 567']);
  expect(all('Ausweisnr L01X00T47, Handy 0151 23456789')).toEqual(['national-id: L01X00T47', 'phone: 0151 23456789']);
  expect(all('tel. 501 234 567, nr dowodu ABA300000')).toEqual(['phone: 501 234 567', 'national-id: ABA300000']);
  expect(idsIn('phone me, my tax number is 123456789')).toEqual([['123456789', 0.97]]);
});

describe('check digits that no library knows', () => {
  it('find every single wrong digit, and digits that changed places', () => {
    for (const [isRight, number] of [
      [isTaj, '123456788'] as const,
      [isHungarianTax, '8365123452'] as const,
      [isMatricule, '1980041512310'] as const,
    ]) {
      expect(isRight(number)).toBe(true);
      for (let at = 0; at < number.length; at += 1)
        for (let digit = 1; digit < 10; digit += 1)
          expect(isRight(number.slice(0, at) + ((Number(number[at]) + digit) % 10) + number.slice(at + 1))).toBe(false);
    }
    expect(isMatricule('1893120105732')).toBe(true); // the example of the OECD's sheet
    expect(isMatricule('1980041521310')).toBe(false);
  });

  it('cover of a trader’s number the first eight digits, and of KVNR all behind the letter', () => {
    for (const [isRight, number, from, to] of [
      [isHungarianTrader, '12345676241', 0, 8] as const,
      [isHealthInsured, 'X110411319', 1, 10] as const,
    ]) {
      expect(isRight(number)).toBe(true);
      for (let at = from; at < to; at += 1)
        for (let digit = 1; digit < 10; digit += 1)
          expect(isRight(number.slice(0, at) + ((Number(number[at]) + digit) % 10) + number.slice(at + 1))).toBe(false);
    }
    expect([isHungarianTrader('12345676641'), isHungarianTrader('1234567624')]).toEqual([false, false]);
  });

  it('take days as they are written', () => {
    expect(['850430', '054430', '452227', '850431', '851301'].map(hasBulgarianDay)).toEqual([true, true, true, false, false]);
  });
});
