// What a field may be called and what its values may be. Facts in, answers out; no I/O.
import { type DetectedKind, detectedKinds } from '@parley/contract';
import { keepsLonger } from '@parley/contract/period';
import type { Special } from '@parley/contract/special';
import { detect } from '#detection';
import { isSpecial, type Purpose } from '#purposes';
import { announcedBy } from './announcing.ts';
import type { Field, Names, TellsOf } from './types.ts';

export type NameFlaw = 'criminal' | 'one-person' | 'may-be-a-name';
/** What words tell: special categories (Art. 9(1)), and what no field may be called at all. */
export type Said = { readonly tellsOf: readonly Special[]; readonly flaw: NameFlaw | undefined };

/** Looks at every name and label of a field together; `known` are names that are found wherever they stand. */
export function saidBy(words: readonly string[], isNoName: boolean, known: readonly string[] = []): Said {
  const kinds = words.flatMap((text) => detect(text, { known }).map(({ type }) => type));
  const articleOf = (kind: DetectedKind) => ('article' in detectedKinds[kind] ? detectedKinds[kind].article : undefined);
  const others = kinds.filter((kind) => articleOf(kind) === undefined);
  const flaw = kinds.some((kind) => articleOf(kind) === '10')
    ? 'criminal'
    : others.some((kind) => kind !== 'name')
      ? 'one-person'
      : others.length > 0 && !isNoName
        ? 'may-be-a-name'
        : undefined;
  return { tellsOf: [...new Set([...kinds.flatMap((kind) => specialOf(kind) ?? []), ...words.flatMap(announcedBy)])], flaw };
}

/** The category of Art. 9(1) that a kind of words in free text falls under. */
const specialOf = (kind: DetectedKind): Special | undefined => isSpecial(detectedKinds[kind].dpv.replace(/^pd:/, ''));

/** Every word of a field in every language. */
export const wordsOf = ({ names, choices }: { readonly names: Names; readonly choices: readonly Names[] }): string[] =>
  [names, ...choices].flatMap((each) => Object.values(each));

/** Of a field that was declared before words were looked at so closely, what they announce counts as if it had been answered: rather hidden than open to all who serve (Art. 9(1)). */
export function withSaid<F extends Pick<Field, 'names' | 'choices' | 'tellsOf'>>(field: F): F & { readonly special: boolean } {
  const tellsOf = [...new Set([...field.tellsOf, ...saidBy(wordsOf(field), true).tellsOf])];
  return { ...field, tellsOf, special: tellsOf.length > 0 };
}

export type PurposeFlaw = 'unknown-purpose' | 'purpose-off' | 'purpose-not-for-this' | 'category-not-of-purpose' | 'special-category';

/**
 * Why a field cannot serve a purpose; undefined when it can. What a company notes about somebody counts as a preference of theirs (DPV), and the gate asks for that with each
 * look. One that names everything, or that the law demands, is there for what the law demands and not for what a company would like to note.
 */
export function purposeFlaw(purpose: Purpose | undefined, tellsOf: readonly TellsOf[]): PurposeFlaw | undefined {
  if (!purpose) return 'unknown-purpose';
  if (!purpose.active) return 'purpose-off';
  if (purpose.about !== 'person' || !purpose.acts.includes('reveal') || purpose.lawfulBasis === 'legal-obligation')
    return 'purpose-not-for-this';
  if (!purpose.categories.includes(valueCategory)) return 'category-not-of-purpose';
  return namesAll(purpose, tellsOf) ? undefined : 'special-category';
}

/** Whether it may carry these: it rests on consent and names each of them, since a yes to one opens no other (Art. 9(2)(a)). */
export const namesAll = ({ lawfulBasis, special }: Pick<Purpose, 'lawfulBasis' | 'special'>, tellsOf: readonly TellsOf[]): boolean =>
  tellsOf.length === 0 || (lawfulBasis === 'consent' && tellsOf.every((each) => special.includes(each)));

/** Whether a value would be kept longer than its purpose keeps what it has (Art. 5(1)(e)). */
export const outlives = (period: string, purpose: Pick<Purpose, 'period'>): boolean =>
  keepsLonger({ period: purpose.period, starts: 'collected' }, { period, starts: 'collected' });
export const valueCategory = 'Preference';

export type ValueFlaw = 'empty' | 'too-long' | 'no-number' | 'no-date' | 'no-choice' | 'secret' | 'special-category';

/** A value as it is kept, out of what was typed: `{ value }` or why not. A number keeps its digits, a date is YYYY-MM-DD, a choice its place as a number. */
export function keptFrom(
  { kind, choices, tellsOf }: Pick<Field, 'kind' | 'choices' | 'tellsOf'>,
  typed: string,
): { readonly value: string } | { readonly flaw: ValueFlaw } {
  const value = typed.trim();
  if (value === '') return { flaw: 'empty' };
  if (value.length > 500) return { flaw: 'too-long' };
  const found = detect(value).map(({ type }) => type);
  if (kind !== 'choice' && found.some((type) => 'masked' in detectedKinds[type])) return { flaw: 'secret' };
  if (kind === 'number') return /^-?\d{1,15}(?:\.\d{1,6})?$/.test(value) ? { value } : { flaw: 'no-number' };
  if (kind === 'date') return isDay(value) ? { value } : { flaw: 'no-date' };
  if (kind === 'choice') return /^(?:0|[1-9]\d?)$/.test(value) && Number(value) < choices.length ? { value } : { flaw: 'no-choice' };
  const isElsewhere = (special: Special | undefined) => special !== undefined && !tellsOf.includes(special);
  const guarded = found.some((type) => type === 'criminal' || isElsewhere(specialOf(type)));
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
