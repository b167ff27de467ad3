import { expect, test } from 'vitest';
import { de } from './words/de.ts';
import { en } from './words/en.ts';
import { es } from './words/es.ts';
import { fr } from './words/fr.ts';
import { fetchWords, firstWords, isLanguage } from './words.ts';

const answering = (answer: () => Response) => (async () => answer()) as typeof fetch;

test('every language has every word, and none is empty', () => {
  for (const words of [de, es, fr]) {
    expect(Object.keys(words).sort()).toEqual(Object.keys(en).sort());
    expect(Object.values(words).filter((text) => text.trim() === '')).toEqual([]);
  }
});

test('the button speaks as the rest will', () => {
  for (const [language, words] of Object.entries({ de, es, fr })) {
    const { open, openUnread, close, loading, newest } = words;
    expect(isLanguage(language) && firstWords(language)).toEqual({ ...en, open, openUnread, close, loading, newest });
  }
});

test('English needs nothing; another language is asked for once, from Parley', async () => {
  const asked: string[] = [];
  const get = (async (url: string) => {
    asked.push(url);
    return Response.json(de);
  }) as typeof fetch;
  expect(await fetchWords('https://talk.example.com', 'en', get)).toEqual(en);
  expect(await fetchWords('https://talk.example.com', 'de', get)).toEqual(de);
  expect(asked).toEqual(['https://talk.example.com/widget/words-de.json']);
});

test('without an answer, or with a broken one, there are no words; a missing or strange word stays English', async () => {
  expect(
    await fetchWords(
      '',
      'de',
      answering(() => new Response('no', { status: 503 })),
    ),
  ).toBeUndefined();
  expect(
    await fetchWords(
      '',
      'de',
      answering(() => new Response('<html>')),
    ),
  ).toBeUndefined();
  const words = await fetchWords(
    '',
    'de',
    answering(() => Response.json({ send: 'Senden', open: 7, other: 'x' })),
  );
  expect(words).toEqual({ ...en, send: 'Senden' });
});
