// The views of the inbox by name, for addresses and navigation.
export const views = ['mine', 'unassigned', 'open', 'all', 'closed'] as const;
export type View = (typeof views)[number];
