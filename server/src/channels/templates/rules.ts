// Whether a template may be sent, and what it says then. Pure.
import { isDeepStrictEqual } from 'node:util';
import type { Template } from './types.ts';

export type WhyNotTemplate =
  | 'not-approved'
  | 'not-plain'
  | 'gaps-unfilled'
  | 'value-not-plain'
  | 'advertising-only'
  | 'no-way-out'
  | 'not-looked-up';

/** Advertising is sent for advertising and for nothing else: a template of the category `marketing` is one, whatever it says, and says how to end it (Directive 2002/58/EC, Art. 13). */
export function whyNotTemplate(
  template: Template,
  values: readonly string[],
  purpose: { readonly advertising: boolean } | undefined,
  wasLookedUp = true,
): WhyNotTemplate | undefined {
  if (!wasLookedUp) return 'not-looked-up';
  if (template.status !== 'approved') return 'not-approved';
  if (!template.isPlain) return 'not-plain';
  if (values.length !== template.gaps.length || values.some((value) => value.trim() === '')) return 'gaps-unfilled';
  if (values.some((value) => /[\n\t]| {4}/.test(value))) return 'value-not-plain';
  if (template.category === 'marketing' && purpose?.advertising !== true) return 'advertising-only';
  if (template.category === 'marketing' && !template.hasWayOut) return 'no-way-out';
  return undefined;
}

/**
 * Why a template may not go to many now; undefined when it may. `seen` and `buttons` are what it said when the campaign was written: nothing else is sent than was approved here. Only what the provider
 * approved as marketing may carry advertising.
 */
export function whyNotForMany(
  template: Template | undefined,
  { values, seen, buttons }: { readonly values: readonly string[]; readonly seen: string; readonly buttons: readonly string[] | undefined },
  purpose: { readonly advertising: boolean } | undefined,
  wasLookedUp: boolean,
): `template-${WhyNotTemplate | 'gone' | 'changed' | 'not-marketing'}` | undefined {
  if (!wasLookedUp) return 'template-not-looked-up';
  if (!template) return 'template-gone';
  const because = whyNotTemplate(template, values, purpose);
  if (because) return `template-${because}`;
  if (template.category !== 'marketing') return 'template-not-marketing';
  const isSeen = template.text === seen && (buttons === undefined || isDeepStrictEqual(template.buttons, buttons));
  return isSeen ? undefined : 'template-changed';
}

/** The words with their gaps filled. */
export function filled({ text, gaps }: Pick<Template, 'text' | 'gaps'>, values: readonly string[]): string {
  return text.replace(/\{\{\s*([a-z0-9_]{1,60})\s*\}\}/g, (whole, gap: string) => values[gaps.indexOf(gap)] ?? whole);
}
