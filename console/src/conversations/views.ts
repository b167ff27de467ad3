// The views of the inbox by name, for addresses and navigation.
export const views = ['mine', 'teams', 'unassigned', 'open', 'undelivered', 'all', 'closed'] as const;
/** One inbox, store or team only; what is left out is not asked for. */
export type Within = { inbox: string | undefined; store: string | undefined; team: string | undefined };
/** As a part of an address, beginning with `&`. */
export const withinAddress = (within: Within): string =>
  (['inbox', 'store', 'team'] as const).map((name) => (within[name] ? `&${name}=${within[name]}` : '')).join('');
export type View = (typeof views)[number];
