// The words of the default purposes in every language, and the words that stand beside a choice.

import type { Special } from '@parley/contract/special';
import { noticeWords } from './notice/build.ts';
import { listIn, specialWords, statements } from './special.ts';
import { de } from './texts/de.ts';
import { en } from './texts/en.ts';
import { es } from './texts/es.ts';
import { fr } from './texts/fr.ts';
import type { ChannelKind, Language, Purpose } from './types.ts';

/** Texts of a default purpose by language. Throws an Error for a purpose that has none. */
export function textsOf(code: string): Purpose['texts'] {
  const found = { en: en[code], de: de[code], fr: fr[code], es: es[code] };
  const { en: english, de: german, fr: french, es: spanish } = found;
  if (!english || !german || !french || !spanish) throw new Error(`purpose ${code} lacks words in a language`);
  return { en: english, de: german, fr: french, es: spanish };
}

/** The words beside the choice for a purpose on a channel, in the first person and with the way back; the description where nobody is asked. */
export function wordingFor(purpose: Pick<Purpose, 'texts'>, channel: ChannelKind, language: Language): string {
  const { choice, description } = purpose.texts[language];
  return (choice ?? description).replace('{channel}', noticeWords[language].channels[channel]);
}

/** The statement by which somebody agrees explicitly to the use of special categories (Art. 9(2)(a)), in its own words; undefined where a plain yes is enough. */
export function statementFor(purpose: Pick<Purpose, 'texts' | 'special'>, channel: ChannelKind, language: Language): string | undefined {
  if (purpose.special.length === 0) return undefined;
  const about = purpose.special.map((category) => specialWords[language][category as Special] ?? category);
  const { name } = purpose.texts[language];
  return statements[language]({ about: listIn(about, language), purpose: name, channel: noticeWords[language].channels[channel] });
}

/** What is shown beside a choice: the statement where one is needed, else the wording. */
export const shownFor = (purpose: Pick<Purpose, 'texts' | 'special'>, channel: ChannelKind, language: Language): string =>
  statementFor(purpose, channel, language) ?? wordingFor(purpose, channel, language);

/** How long data is kept for a purpose, in the words of the notice: "2 years after the last message in the conversation". */
export function keptWords({ period, starts }: Pick<Purpose, 'period' | 'starts'>, language: Language): string {
  return noticeWords[language].periods.period(period, starts);
}
