import { expect, test } from 'vitest';
import { readSettings } from './settings.ts';

const script = (dataset: Record<string, string>) =>
  ({ dataset, src: 'https://talk.example.com/widget.js' }) as unknown as HTMLScriptElement;
const page = { language: 'fr-CH', preferred: ['de'] };

test('the language asked for wins over that of the page, and that over the browser; else English', () => {
  expect(readSettings(script({ key: 'k', language: 'es' }), page)?.language).toBe('es');
  expect(readSettings(script({ key: 'k', language: 'xx' }), page)?.language).toBe('fr');
  expect(readSettings(script({ key: 'k' }), { language: '', preferred: ['it', 'de-AT'] })?.language).toBe('de');
  expect(readSettings(script({ key: 'k' }), { language: 'pl', preferred: [] })?.language).toBe('en');
});

test('only a colour is taken as a colour, and the server is where the script came from', () => {
  expect(readSettings(script({ key: 'k', accent: '#8a4b2a' }), page)).toMatchObject({
    accent: '#8a4b2a',
    server: 'https://talk.example.com',
  });
  expect(readSettings(script({ key: 'k', accent: 'red;x' }), page)?.accent).toBeUndefined();
});

test('without a key there is no widget', () => {
  expect(readSettings(script({}), page)).toBeUndefined();
});

test('side, theme and button are taken from what they may be', () => {
  const left = { key: 'k', side: 'left', theme: 'dark', launcher: 'none' };
  expect(readSettings(script(left), page)).toMatchObject({ side: 'left', theme: 'dark', launcher: false });
  const strange = { key: 'k', side: 'top', theme: 'pink', launcher: 'yes' };
  expect(readSettings(script(strange), page)).toMatchObject({ side: undefined, theme: undefined, launcher: true });
});
