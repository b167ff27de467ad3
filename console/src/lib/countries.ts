// Countries of companies and recipients by name in the language of the page; not a closed list: a country known already is always kept.
import type { Language } from '#lib/language.ts';

const codes =
  'AE AT AU BE BG BR CA CH CN CY CZ DE DK EE ES FI FR GB GR HR HU IE IL IN IS IT JP KR LI LT LU LV MT MX NL NO NZ PL PT RO SE SG SI SK TR UA US ZA'.split(
    ' ',
  );

/** Choices sorted by name; `known` is kept even when it is not on the list. */
export function countryChoices(language: Language, known?: string): { value: string; label: string }[] {
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
