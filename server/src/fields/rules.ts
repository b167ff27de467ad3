// What a field may be called and what its values may be. Facts in, answers out; no I/O.
import { type DetectedKind, detectedKinds } from '@parley/contract';
import { detect } from '#detection';
import type { Purpose } from '#purposes';
import type { Field, Names } from './types.ts';

export type NameFlaw = 'criminal' | 'one-person' | 'may-be-a-name';
/** What words tell: a special category (Art. 9(1)), and what no field may be called at all. */
export type Said = { readonly special: boolean; readonly flaw: NameFlaw | undefined };

// A word for the category itself names no illness and no faith, so that the search in free text rightly passes it by; as the name of a field it announces them.
const categoryNames =
  /\b(?:health|medical|allerg(?:y|ies)|blood (?:type|group)|diet(?:ary)?|religio(?:n|us)|faith|belief|race|racial|ethnic\w*|genetic\w*|biometric\w*|fingerprint|gesundheit\w*|krankheit\w*|allergien?|allergisch|blutgruppe|diät|konfession|religi(?:on|ös)\w*|glaube\w*|weltanschauung|rasse|ethnie|genetisch\w*|biometrisch\w*|fingerabdruck|santé|maladies?|allergies?|groupe sanguin|religions?|croyances?|salud|enfermedad(?:es)?|alergias?|grupo sanguíneo|religión|creencias?|raza)(?![\p{L}])/iu;

/** Looks at every name and label of a field together. */
export function saidBy(words: readonly string[], isNoName: boolean): Said {
  const kinds = words.flatMap((text) => detect(text).map(({ type }) => type));
  const articleOf = (kind: DetectedKind) => ('article' in detectedKinds[kind] ? detectedKinds[kind].article : undefined);
  const others = kinds.filter((kind) => articleOf(kind) === undefined);
  const flaw = kinds.some((kind) => articleOf(kind) === '10')
    ? 'criminal'
    : others.some((kind) => kind !== 'name')
      ? 'one-person'
      : others.length > 0 && !isNoName
        ? 'may-be-a-name'
        : undefined;
  return { special: kinds.some((kind) => articleOf(kind) === '9(1)') || words.some((text) => categoryNames.test(text)), flaw };
}

/** Every word of a field in every language. */
export const wordsOf = ({ names, choices }: { readonly names: Names; readonly choices: readonly Names[] }): string[] =>
  [names, ...choices].flatMap((each) => Object.values(each));

export type PurposeFlaw = 'unknown-purpose' | 'purpose-off' | 'purpose-not-for-this' | 'category-not-of-purpose' | 'special-category';

/** Why a field cannot serve a purpose; undefined when it can. What a company notes about somebody counts as a preference of theirs (DPV), and the gate asks for that with each look. */
export function purposeFlaw(purpose: Purpose | undefined, special: boolean): PurposeFlaw | undefined {
  if (!purpose) return 'unknown-purpose';
  if (!purpose.active) return 'purpose-off';
  if (purpose.about !== 'person' || !purpose.acts.includes('reveal')) return 'purpose-not-for-this';
  if (!purpose.categories.includes('all') && !purpose.categories.includes(valueCategory)) return 'category-not-of-purpose';
  return special && !isExplicit(purpose) ? 'special-category' : undefined;
}

/** Whether it rests on a consent that names special categories (Art. 9(2)(a)). */
export const isExplicit = ({ lawfulBasis, special }: Pick<Purpose, 'lawfulBasis' | 'special'>): boolean =>
  lawfulBasis === 'consent' && special.length > 0;
export const valueCategory = 'Preference';

export type ValueFlaw = 'empty' | 'too-long' | 'no-number' | 'no-date' | 'no-choice' | 'secret' | 'special-category';

/** A value as it is kept, out of what was typed: `{ value }` or why not. A number keeps its digits, a date is YYYY-MM-DD, a choice its place as a number. */
export function keptFrom(
  { kind, choices, special }: Pick<Field, 'kind' | 'choices' | 'special'>,
  typed: string,
): { readonly value: string } | { readonly flaw: ValueFlaw } {
  const value = typed.trim();
  if (value === '') return { flaw: 'empty' };
  if (value.length > 500) return { flaw: 'too-long' };
  if (kind === 'number') return /^-?\d{1,15}(?:\.\d{1,6})?$/.test(value) ? { value } : { flaw: 'no-number' };
  if (kind === 'date') return isDay(value) ? { value } : { flaw: 'no-date' };
  if (kind === 'choice') return /^(?:0|[1-9]\d?)$/.test(value) && Number(value) < choices.length ? { value } : { flaw: 'no-choice' };
  const found = detect(value).map(({ type }) => detectedKinds[type]);
  if (found.some((each) => 'masked' in each)) return { flaw: 'secret' };
  const guarded = found.some((each) => 'article' in each && (each.article === '10' || !special));
  return guarded ? { flaw: 'special-category' } : { value };
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}
