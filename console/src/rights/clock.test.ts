import { expect, test } from 'vitest';
import { named } from '#lib/language.ts';
import { clockTone } from './clock.tsx';
import { codeIn } from './course-facts.tsx';
import { courseWords } from './course-words.ts';
import { wishWords } from './wish-words.ts';

test('the clock of a request warms in its last week and alarms when it is over', () => {
  expect([22, 8, 7, 0, -1].map(clockTone)).toEqual(['plain', 'plain', 'warn', 'warn', 'bad']);
});

test('whom an answer did not reach, and why, stands in both languages', () => {
  const said = (language: 'en' | 'de', detail: string) => named({ ...wishWords[language], ...courseWords[language] }, codeIn(detail) ?? '');
  for (const detail of ['person: no-proved-address', 'person: not-sent bounced, representative: by-mail']) {
    expect(said('en', detail)).toMatch(/^nobody: /);
    expect(said('de', detail)).toMatch(/^niemand: /);
  }
  expect(said('de', 'person: by-letter, representative: by-mail')).toBe('per Brief');
  expect(courseWords.de.untold).toBe('Beantwortet, nicht mitgeteilt');
});
