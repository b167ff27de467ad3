// Words by language, and the two things done with them: filling in, and choosing by number.
import type { Language } from './language.ts';
import { accessibility as deAccessibility } from './words/de/accessibility.ts';
import { consent as deConsent } from './words/de/consent.ts';
import { elsewhere as deElsewhere } from './words/de/elsewhere.ts';
import { frame as deFrame } from './words/de/frame.ts';
import { keeping as deKeeping } from './words/de/keeping.ts';
import { kiosk as deKiosk } from './words/de/kiosk.ts';
import { person as dePerson } from './words/de/person.ts';
import { rights as deRights } from './words/de/rights.ts';
import { accessibility as enAccessibility } from './words/en/accessibility.ts';
import { consent as enConsent } from './words/en/consent.ts';
import { elsewhere as enElsewhere } from './words/en/elsewhere.ts';
import { frame as enFrame } from './words/en/frame.ts';
import { keeping as enKeeping } from './words/en/keeping.ts';
import { kiosk as enKiosk } from './words/en/kiosk.ts';
import { person as enPerson } from './words/en/person.ts';
import { rights as enRights } from './words/en/rights.ts';
import { accessibility as esAccessibility } from './words/es/accessibility.ts';
import { consent as esConsent } from './words/es/consent.ts';
import { elsewhere as esElsewhere } from './words/es/elsewhere.ts';
import { frame as esFrame } from './words/es/frame.ts';
import { keeping as esKeeping } from './words/es/keeping.ts';
import { kiosk as esKiosk } from './words/es/kiosk.ts';
import { person as esPerson } from './words/es/person.ts';
import { rights as esRights } from './words/es/rights.ts';
import { accessibility as frAccessibility } from './words/fr/accessibility.ts';
import { consent as frConsent } from './words/fr/consent.ts';
import { elsewhere as frElsewhere } from './words/fr/elsewhere.ts';
import { frame as frFrame } from './words/fr/frame.ts';
import { keeping as frKeeping } from './words/fr/keeping.ts';
import { kiosk as frKiosk } from './words/fr/kiosk.ts';
import { person as frPerson } from './words/fr/person.ts';
import { rights as frRights } from './words/fr/rights.ts';

export type Words = typeof enFrame &
  typeof enPerson &
  typeof enRights &
  typeof enElsewhere &
  typeof enAccessibility &
  typeof enConsent &
  typeof enKeeping &
  typeof enKiosk;
/** Plain and warm on purpose (Art. 12(1)). */
export const words: Readonly<Record<Language, Words>> = {
  en: { ...enFrame, ...enPerson, ...enRights, ...enElsewhere, ...enAccessibility, ...enConsent, ...enKeeping, ...enKiosk },
  de: { ...deFrame, ...dePerson, ...deRights, ...deElsewhere, ...deAccessibility, ...deConsent, ...deKeeping, ...deKiosk },
  fr: { ...frFrame, ...frPerson, ...frRights, ...frElsewhere, ...frAccessibility, ...frConsent, ...frKeeping, ...frKiosk },
  es: { ...esFrame, ...esPerson, ...esRights, ...esElsewhere, ...esAccessibility, ...esConsent, ...esKeeping, ...esKiosk },
};

/** Puts values in the places of `{name}`; the result is text, not HTML. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** An article of the GDPR as a language cites it, without the name of the law: `6(1)(b)` becomes "6 Abs. 1 lit. b" in German. */
export function cited(article: string, language: Language): string {
  const { paragraph, point } = citing[language];
  return article.replace(/\((\d+)\)/g, paragraph).replace(/\(([a-z])\)/g, point);
}

const citing: Readonly<Record<Language, { paragraph: string; point: string }>> = {
  en: { paragraph: '($1)', point: '($1)' },
  de: { paragraph: ' Abs. $1', point: ' lit. $1' },
  fr: { paragraph: ', § $1', point: ', $1' },
  es: { paragraph: '.$1', point: '.$1' },
};

/** `1 entry`, `3 entries`: one and other are the only plural forms of the languages we speak. */
export function counted(forms: { one: string; other: string }, count: number): string {
  return fill(count === 1 ? forms.one : forms.other, { count });
}

/** The words for a code that came from outside; undefined for one we have no words for. */
export function wordsFor<T>(known: Readonly<Record<string, T>>, code: string): T | undefined {
  return Object.hasOwn(known, code) ? known[code] : undefined;
}
