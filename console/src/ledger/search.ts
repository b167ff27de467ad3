// What is looked for in the ledger, and how it is asked of the server.

/** `from` and `to` are calendar days here, both counted in; empty looks for everything. */
export type Search = { readonly kind: string; readonly actor: string; readonly from: string; readonly to: string };
export const everything: Search = { kind: '', actor: '', from: '', to: '' };

/** The query of `listLedger`: days become instants, from the first moment of one to the first after the other. */
export function queryOf({ kind, actor, from, to }: Search, person: string | undefined): Record<string, string> {
  return {
    ...(kind && { kind }),
    ...(actor && { actor }),
    ...(person && { person }),
    ...(from && { from: beginOf(from, 0) }),
    ...(to && { to: beginOf(to, 1) }),
  };
}

/** The id of a person in what somebody typed or pasted: the id itself, or the address of a page that names it. */
export const personIn = (typed: string): string | undefined => /(?:^|[/=])(per_[0-9a-hjkmnp-tv-z]{26})(?=$|[/?#&])/.exec(typed.trim())?.[1];

/** Whether nothing can be found, because the last day lies before the first. */
export const isBackwards = ({ from, to }: Search): boolean => from !== '' && to !== '' && to < from;

/** The first moment of a day in the zone of this device, so many days later. */
function beginOf(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}
