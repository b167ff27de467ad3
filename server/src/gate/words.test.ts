import { describe, expect, it } from 'vitest';
import { refusals } from './rules.ts';
import { wordsFor } from './words.ts';

const named = { purpose: 'News and offers', channel: 'email', recipient: 'smtp-relay' };

describe('the words of the gate', () => {
  it.each(['en', 'de'] as const)('say every refusal in %s, filled in and in a sentence or two', (language) => {
    for (const because of Object.keys(refusals) as (keyof typeof refusals)[]) {
      const words = wordsFor(because, language, named);
      expect(words).toMatch(/^[„“A-ZÄÖÜa-z].*\.$/);
      expect(words).not.toMatch(/[{}]|undefined/);
      expect(words.split(/\s+/).length).toBeLessThan(35);
    }
  });

  it('name purpose and channel', () => {
    expect(wordsFor('consent-withdrawn', 'en', named)).toBe('This person took back their yes to “News and offers” by email.');
    expect(wordsFor('consent-missing', 'de', { ...named, purpose: 'Neuigkeiten und Angebote' })).toContain(
      '„Neuigkeiten und Angebote“ per E-Mail',
    );
    expect(wordsFor('consent-missing', 'en', { ...named, channel: null })).toContain('on this channel');
  });
});
