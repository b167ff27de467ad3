// Which language a page speaks: the one chosen on the page, else what the browser prefers, else the company's own. The choice travels in the
// links, so that no cookie is needed for it, and holds from page to page (EDPB 03/2022: language continuity).
import type { Query } from '@parley/contract';

export type Language = NonNullable<Query<'readCentre'>['language']>;
export const languages: readonly Language[] = ['en', 'de', 'fr', 'es'];
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch', fr: 'Français', es: 'Español' };

export function asLanguage(tag: string | undefined): Language | undefined {
  const short = tag?.trim().slice(0, 2).toLowerCase();
  return languages.find((language) => language === short);
}

/** The first language we speak of an Accept-Language header, by its weights (RFC 9110, 12.5.4); undefined when none is. */
export function preferred(header: string | undefined): Language | undefined {
  const wishes = (header ?? '').split(',').map((entry, place) => {
    const [tag = '', ...rest] = entry.split(';');
    const weight = Number(/^\s*q=([\d.]+)\s*$/.exec(rest.join(';'))?.[1] ?? 1);
    return { language: asLanguage(tag), weight, place };
  });
  const spoken = wishes.filter(({ language, weight }) => language && weight > 0);
  return spoken.sort((a, b) => b.weight - a.weight || a.place - b.place)[0]?.language;
}
