// Countries a company can be established in, by name in the language of the page. The European Economic Area first of all; it is not a closed list.
import type { Language } from '#lib/language.ts';
import type { Choice } from '#ui/field.tsx';

const codes = 'AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK US'.split(' ');

/** Choices sorted by name; `known` is kept even when it is not on the list. */
export function countryChoices(language: Language, known?: string): Choice[] {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  const all = known && !codes.includes(known) ? [...codes, known] : codes;
  return all
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((one, other) => one.label.localeCompare(other.label, language));
}

/** The country this browser suggests; Germany when it suggests none that is on the list. */
export function likelyCountry(): string {
  const region = new Intl.Locale(navigator.language).region ?? '';
  return codes.includes(region) ? region : 'DE';
}
