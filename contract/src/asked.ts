// The rights that people ask for in plain words, in the order in which they are looked for: what says more stands first.
export const askedRights = [
  'withdrawal',
  'portability',
  'human-review',
  'restriction',
  'objection',
  'rectification',
  'erasure',
  'access',
] as const;
export type AskedRight = (typeof askedRights)[number];
