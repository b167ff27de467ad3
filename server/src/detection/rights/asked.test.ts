import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { AskedRight } from '@parley/contract';
import { describe, expect, it } from 'vitest';
import { rightsAskedIn } from './asked.ts';

const labelled = readFileSync(path.join(import.meta.dirname, 'labelled.txt'), 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'))
  .map((line) => line.split('\t') as [string, AskedRight | 'none', string]);

describe('what people ask for in plain words (Art. 12(2))', () => {
  const judged = labelled.map(([language, right, sentence]) => ({ language, right, sentence, heard: rightsAskedIn(sentence) }));
  const asking = judged.filter(({ right }) => right !== 'none');
  const heardRight = asking.filter(({ right, heard }) => heard.length === 1 && heard[0] === right);
  const everyHint = judged.filter(({ heard }) => heard.length > 0);

  it('rarely hints where nobody asks, and never at another right', () => {
    const wrong = everyHint.filter(({ right, heard }) => heard.some((each) => each !== right));
    expect(wrong.map(({ language, right, heard, sentence }) => `${language} ${right} ${heard}: ${sentence}`)).toEqual([]);
  });

  it.each(['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'pt'])('hears most of what is asked in %s', (language) => {
    const of = (all: typeof judged) => all.filter((each) => each.language === language).length;
    expect(of(asking.filter((each) => !heardRight.includes(each))), missed(language)).toBeLessThanOrEqual(of(asking) * 0.25);
  });

  const missed = (language: string) =>
    asking
      .filter((each) => each.language === language && !heardRight.includes(each))
      .map(({ right, heard, sentence }) => `${right} (${heard}): ${sentence}`)
      .join('\n');
});
