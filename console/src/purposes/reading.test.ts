import { expect, it } from 'vitest';
import { readingEase, secondsToSay, syllablesOf } from './reading.ts';

it('counts syllables as they are spoken', () => {
  expect(['privacy', 'make', 'table', 'asked', 'data'].map((word) => syllablesOf(word, 'en'))).toEqual([3, 1, 2, 1, 2]);
  expect(['Datenschutz', 'Einwilligung', 'wir'].map((word) => syllablesOf(word, 'de'))).toEqual([3, 4, 1]);
  expect(['données', 'table', 'vous'].map((word) => syllablesOf(word, 'fr'))).toEqual([2, 1, 1]);
  expect(['datos', 'teatro', 'día', 'cuenta'].map((word) => syllablesOf(word, 'es'))).toEqual([2, 3, 2, 2]);
});

it.each([
  [
    'en',
    'We read what you write to us. We answer you. Then we keep it for two years.',
    'The aforementioned organisational entity undertakes the processing of personally identifiable information notwithstanding contractual limitations applicable thereto.',
  ],
  [
    'de',
    'Wir lesen, was Sie uns schreiben. Wir antworten. Dann behalten wir es zwei Jahre.',
    'Die Verarbeitung personenbezogener Daten erfolgt unter Berücksichtigung datenschutzrechtlicher Bestimmungen beziehungsweise vertraglicher Verpflichtungen.',
  ],
  [
    'fr',
    'Nous lisons ce que vous écrivez. Nous vous répondons. Puis nous le gardons deux ans.',
    'L’organisation susmentionnée procède au traitement automatisé des informations nominatives conformément aux dispositions réglementaires applicables antérieurement.',
  ],
  [
    'es',
    'Leemos lo que nos escribe. Le damos una respuesta. Lo tenemos dos años.',
    'La organización anteriormente mencionada realizará el procesamiento automatizado de informaciones identificativas independientemente de limitaciones contractuales.',
  ],
] as const)('in %s plain sentences are easy and those of an office hard', (language, plain, office) => {
  const [easy, hard] = [readingEase(plain, language), readingEase(office, language)];
  expect([easy?.isHard, hard?.isHard, easy?.sentences]).toEqual([false, true, 3]);
  expect((easy?.score ?? 0) - (hard?.score ?? 0)).toBeGreaterThan(30);
});

it('names the longest sentence, takes lines of a list as sentences, and says nothing of a word or two', () => {
  expect(readingEase('We ask you once. We ask you again only when you want us to.\n• one thing\n• two things', 'en')).toMatchObject({
    sentences: 4,
    longest: 'We ask you again only when you want us to.',
  });
  expect(readingEase('Who we are', 'en')).toBeUndefined();
});

it('says how long a text is when it is spoken', () => expect(secondsToSay('word '.repeat(65))).toBe(30));
