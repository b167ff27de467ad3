// What an editor has in hand, and what follows when it is saved: the same rules as the server's, so that nobody is surprised. Pure.
import { comesFromMore } from '@parley/contract/origins';
import { keepsLonger } from '@parley/contract/period';
import type { Purpose } from './purposes-page.tsx';

export const languages = ['en', 'de', 'fr', 'es'] as const;
export type TextLanguage = (typeof languages)[number];
/** What a yes needs, and how long it counts. */
export const terms = ['confirmOn', 'specialCategories', 'toChildren', 'renewAfter', 'askBeforeEnd'] as const;
export type Term = (typeof terms)[number];
export type Draft = Pick<Purpose, 'active' | 'period' | 'starts' | 'channels' | 'texts' | 'sources' | Term>;
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

/** `lessPrivate` needs a reason (Art. 5(2)); `asksMeaning` a decision whether a yes still counts (Art. 7(1)), which is no where it would cover more unless somebody says otherwise (`coversMore`); `agreesToMore` ends every yes by itself. */
export function consequences(
  before: Purpose,
  after: Draft,
): {
  changed: boolean;
  moved: boolean;
  sourced: boolean;
  words: Reworded[];
  terms: Term[];
  lessPrivate: boolean;
  asksMeaning: boolean;
  coversMore: boolean;
  agreesToMore: boolean;
} {
  const words = reworded(before, after);
  const moved = [...before.channels].sort().join() !== [...after.channels].sort().join();
  const widened = after.channels.some((channel) => !before.channels.includes(channel));
  const moreSpecial = after.specialCategories.some((category) => !before.specialCategories.includes(category));
  const isNewKind = after.sources.some(({ origin }) => !before.sources.some((each) => each.origin === origin));
  const sourced = sourcesIn(before) !== sourcesIn(after);
  const agreesToMore = moreSpecial || (after.toChildren && !before.toChildren);
  const confirmsLess = before.confirmOn.some((channel) => !after.confirmOn.includes(channel));
  const countsLonger = keepsLonger(counted(before), counted(after));
  const lessPrivate =
    (after.active && !before.active) || keepsLonger(before, after) || widened || isNewKind || agreesToMore || confirmsLess || countsLonger;
  const isConsent = before.lawfulBasis === 'consent';
  const coversMore = isConsent && (keepsLonger(before, after) || countsLonger || comesFromMore(before.sources, after.sources));
  const changedTerms = terms.filter((term) => textOf(before[term]) !== textOf(after[term]));
  const changed =
    after.active !== before.active ||
    after.period !== before.period ||
    after.starts !== before.starts ||
    moved ||
    sourced ||
    words.length > 0 ||
    changedTerms.length > 0;
  return {
    ...{ changed, moved, sourced, words, lessPrivate, agreesToMore, coversMore, terms: changedTerms },
    asksMeaning: isConsent && (words.length > 0 || coversMore),
  };
}

/** In one order, without blanks around the names; a name that is empty is none. */
export const sourcesOf = ({ sources }: Draft): Draft['sources'] =>
  sources.map(({ origin, names, categories, isPublic }) => ({
    ...{ origin, isPublic, categories: [...categories].sort() },
    names: Object.fromEntries(languages.flatMap((language) => (names[language]?.trim() ? [[language, names[language].trim()]] : []))),
  }));
const sourcesIn = (draft: Draft): string => JSON.stringify(sourcesOf(draft));

/** A yes counts from the day it was said. */
const counted = ({ renewAfter: period }: Draft) => ({ period, starts: 'collected' }) as const;
const textOf = (value: Draft[Term]): string => (Array.isArray(value) ? [...value].sort().join() : String(value));
