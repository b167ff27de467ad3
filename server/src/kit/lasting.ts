// How long rows last, as holdings say it: a duration from an event, or the one that a company chose for the purpose.
import { type KeptFrom, keptFrom, type Lasting, lastingPattern } from '@parley/contract/kept';

/** `purpose` stands for the period of the holding's purpose, and for the event from which that runs. */
export type DeclaredLasting = Omit<Lasting, 'for' | 'from'> & {
  readonly for: Lasting['for'] | 'purpose';
  readonly from: KeptFrom | 'purpose';
};
export type DeclaredPeriod = readonly DeclaredLasting[];

/** Until the event itself. */
export const until = (from: KeptFrom): DeclaredPeriod => [{ for: 'P0D', from }];
/** ISO 8601 duration, or that of the purpose, after the event; `as` says when it is a bound or a rule only. */
export const after = (duration: string, from: KeptFrom, as?: Lasting['as']): DeclaredPeriod => [{ for: duration, from, ...(as && { as }) }];
/** As the purpose says. */
export const asPurpose: DeclaredPeriod = [{ for: 'purpose', from: 'purpose' }];

/** As one code, such as `P3Y request-closed`, and back; undefined for what is none. */
export const codeOfLasting = (one: DeclaredLasting): string => [one.for, one.from, one.as].filter(Boolean).join(' ');
export function lastingFromCode(code: string): DeclaredLasting | undefined {
  const [duration = '', from = '', as] = code.split(' ');
  const isKnown = from === 'purpose' || (keptFrom as readonly string[]).includes(from);
  if (!isKnown || !(duration === 'purpose' || new RegExp(lastingPattern).test(duration))) return undefined;
  return { for: duration, from: from as KeptFrom, ...((as === 'most' || as === 'rule') && { as }) };
}

/** With what the purpose says in its places; a purpose that is not known says nothing. */
export function lastingOf(
  declared: DeclaredPeriod | null,
  purpose: { readonly period: string; readonly starts: KeptFrom } | undefined,
): Lasting[] {
  return (declared ?? []).flatMap((each) => {
    const duration = each.for === 'purpose' ? purpose?.period : each.for;
    const from = each.from === 'purpose' ? purpose?.starts : each.from;
    return duration && from ? [{ ...each, for: duration, from }] : [];
  });
}
