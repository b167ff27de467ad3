import { type Asked, published, takenBackKinds } from '@parley/contract/kept-there';
import { expect, it } from 'vitest';
import { keptThereWords } from './kept-there-words.ts';

const part = (more: Partial<Asked>): Asked => ({
  ...{ what: 'messages', channels: [], gone: 2, left: 0, kept: 3, missing: 0, elsewhere: 0, until: '2026-12-30', published: null },
  ...more,
});
const recipient = (asked: readonly Asked[], codes: readonly (typeof published)[number][] = []) => ({
  code: 'twilio',
  toldAt: null,
  note: 'It was signed in English.',
  keeps: { basis: 'asked' as const, toldOn: null, asked: [...asked], published: [...codes] },
});

it('in German the page says what a recipient keeps without the English sentence, and in English as it was signed', () => {
  const one = recipient([part({ left: 1 })]);
  expect(keptThereWords.en.said(one)).toBe('It was signed in English.');
  expect(keptThereWords.de.said(one)).toBe(
    '2 Nachrichten wurden dort über die Schnittstelle geleert und gelöscht. Aus den dortigen Sicherungen sind sie spätestens am 30.12.2026 verschwunden. Eine ließ sich dort binnen einer Woche nicht löschen: Darum müsst ihr euch kümmern. Nachrichten bleiben dort 400 Tage.',
  );
  const received = { ...one, keeps: { ...one.keeps, basis: 'received' as const, toldOn: '2026-12-01', asked: [] } };
  expect(keptThereWords.de.said(received)).toBe('Erhielt Nachrichten; mitgeteilt am 01.12.2026.');
});

it('every kind and every statement has German words with nothing left to fill in, and only what was signed before is said in English', () => {
  const english = /\b(?:the|its|says|keeps|deleted|messages|interface)\b|[{}]/;
  for (const what of takenBackKinds) {
    const said = keptThereWords.de.said(recipient([part({ what, channels: ['whatsapp'] })], published));
    expect(said).toMatch(/^WhatsApp: /);
    expect(said).not.toMatch(english);
  }
  const { keeps: _, ...before } = recipient([]);
  expect(keptThereWords.de.said(before)).toBe('Im signierten Wortlaut: It was signed in English.');
});
