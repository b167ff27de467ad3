// What a campaign may do when, as values: its states, the words that are filled in, and figures too small to be shown.
import type { State } from './types.ts';

export type Act = 'change' | 'remove' | 'send' | 'approve' | 'begin' | 'pause' | 'resume' | 'stop';
const from: Readonly<Record<Act, readonly State[]>> = {
  change: ['draft'],
  remove: ['draft', 'done', 'stopped'],
  send: ['draft'],
  approve: ['asked'],
  begin: ['planned'],
  pause: ['sending', 'planned'],
  resume: ['paused'],
  stop: ['asked', 'planned', 'sending', 'paused'],
};
export const mayFrom = (act: Act, state: State): boolean => from[act].includes(state);

/** For whoever was written to as often as the company allows. */
export const enough = { because: 'written-enough', article: '5(1)(c)' } as const;

/** Reasons of the company, not of a person: they hold for everybody who comes next, so a campaign pauses rather than leave out all of them. */
const ofCompany: readonly string[] = [
  ...['unknown-purpose', 'purpose-off', 'purpose-not-for-this', 'purpose-not-of-role', 'act-not-of-purpose', 'category-not-of-purpose'],
  ...['channel-not-of-purpose', 'no-channel', 'unknown-recipient', 'recipient-not-of-purpose', 'no-agreement', 'agreement-expired'],
  ...['no-transfer-instrument', 'field-not-declared'],
];
export const isOfCompany = (because: string): boolean => ofCompany.includes(because) || isOfTemplate(because);

/** Why a provider refused a message when that says something of the company and nothing of whoever was to get it, also not of the country or network in which they are. */
export const refusalsOfAccount: readonly string[] = [
  ...['sender-unusable', 'account-suspended', 'bad-credentials', 'no-credit', 'only-takes-in', 'template-unusable'],
];

/** Why an approved message may go to nobody, as `channels` says it. */
export const isOfTemplate = (because: string | undefined): because is string => because?.startsWith('template-') === true;

/** A figure over fewer than five could point at somebody; that there is nobody points at nobody. */
export const fewHidden = (count: number): number | null => (count > 0 && count < 5 ? null : count);

/** A whole of which a part is hidden is told in tens, or what is left when the others are taken off would tell it. */
export function wholeOf(count: number, parts: readonly (number | null)[]): number | null {
  if (fewHidden(count) === null) return null;
  return parts.includes(null) ? Math.round(count / 10) * 10 : count;
}

const field = /\{([^{}]*)\}/g;
/** What stands in braces and is none of the fields, and braces that stand alone or twice over: people would read them. */
export function unknownFields(text: string): string[] {
  const names = [...text.matchAll(field)].map((match) => match[1] ?? '');
  const unknown = names.filter((name) => name !== 'company' && !/^name(\|[^|]{0,60})?$/.test(name));
  return [...unknown, ...(text.replace(field, '').match(/[{}]/g) ?? [])];
}

const longName = 'n'.repeat(40);
/** The text at its longest: with a long name, or with what is said in its place. */
export function atLongest(text: string, company: string): string {
  const [one, other] = [longName, null].map((name) => fill(text, { name, company }));
  return (one ?? '').length > (other ?? '').length ? (one ?? '') : (other ?? '');
}

/** As it may stand in the gap of a template: one line. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Fills in name and company; without a known name what stands after the bar is said. What is filled in is not looked at again. */
export function fill(text: string, known: { readonly name: string | null; readonly company: string }): string {
  return text.replace(field, (whole, name: string) => {
    if (name === 'company') return known.company;
    if (!name.startsWith('name')) return whole;
    return known.name?.trim() || name.slice('name|'.length);
  });
}
