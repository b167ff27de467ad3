// What an editor has in hand, and what follows when it is saved: the same rules as the server's, so that nobody is surprised. Pure.
import { keepsLonger } from '@parley/contract/period';
import type { Purpose } from './purposes-page.tsx';

export const languages = ['en', 'de', 'fr', 'es'] as const;
export type TextLanguage = (typeof languages)[number];
export type Draft = Pick<Purpose, 'active' | 'period' | 'starts' | 'channels' | 'texts'>;
export type TextPart = 'name' | 'description' | 'choice' | 'interest';
export type Reworded = { readonly language: TextLanguage; readonly part: TextPart; readonly before: string; readonly after: string };

/** The parts that a purpose of this basis has words for. */
export function textParts(purpose: Pick<Purpose, 'texts'>): readonly TextPart[] {
  return (['name', 'description', 'choice', 'interest'] as const).filter((part) => purpose.texts.en[part] !== undefined);
}

/** Every text that differs, language by language. */
export function reworded(before: Draft, after: Draft): Reworded[] {
  return languages.flatMap((language) =>
    textParts(before).flatMap((part) => {
      const texts = { before: before.texts[language][part] ?? '', after: (after.texts[language][part] ?? '').trim() };
      return texts.before === texts.after ? [] : [{ language, part, ...texts }];
    }),
  );
}

/** `lessPrivate` needs a reason (Art. 5(2)); `asksMeaning` a decision whether a yes still counts (Art. 7(1)). */
export function consequences(
  before: Purpose,
  after: Draft,
): { changed: boolean; moved: boolean; words: Reworded[]; lessPrivate: boolean; asksMeaning: boolean } {
  const words = reworded(before, after);
  const moved = [...before.channels].sort().join() !== [...after.channels].sort().join();
  const widened = after.channels.some((channel) => !before.channels.includes(channel));
  const lessPrivate = (after.active && !before.active) || keepsLonger(before, after) || widened;
  const changed =
    after.active !== before.active || after.period !== before.period || after.starts !== before.starts || moved || words.length > 0;
  return { changed, moved, words, lessPrivate, asksMeaning: words.length > 0 && before.lawfulBasis === 'consent' };
}
