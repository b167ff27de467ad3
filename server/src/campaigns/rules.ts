// What a campaign may do when, as values: its states, the words that are filled in, and figures too small to be shown.
import type { State } from './types.ts';

export type Act = 'change' | 'remove' | 'send' | 'approve' | 'begin' | 'pause' | 'resume' | 'stop';
const from: Readonly<Record<Act, readonly State[]>> = {
  change: ['draft'],
  remove: ['draft'],
  send: ['draft'],
  approve: ['asked'],
  begin: ['planned'],
  pause: ['sending', 'planned'],
  resume: ['paused'],
  stop: ['asked', 'planned', 'sending', 'paused'],
};
export const mayFrom = (act: Act, state: State): boolean => from[act].includes(state);

/** A figure over fewer than five could point at somebody; that there is nobody points at nobody. */
export const fewHidden = (count: number): number | null => (count > 0 && count < 5 ? null : count);

const field = /\{([^{}]*)\}/g;
/** What stands in braces and is none of the fields, or stands in them twice over. */
export function unknownFields(text: string): string[] {
  const names = [...text.matchAll(field)].map((match) => match[1] ?? '');
  return names.filter((name) => name !== 'company' && !/^name(\|[^|]{0,60})?$/.test(name));
}

/** Fills in name and company; without a known name what stands after the bar is said. What is filled in is not looked at again. */
export function fill(text: string, known: { readonly name: string | null; readonly company: string }): string {
  return text.replace(field, (whole, name: string) => {
    if (name === 'company') return known.company;
    if (!name.startsWith('name')) return whole;
    return known.name?.trim() || name.slice('name|'.length);
  });
}
