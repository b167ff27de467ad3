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
/** Ways by which a request comes in that no message of ours shows; `operator` where it reached whoever runs the house for the company. */
export const requestWays = ['phone', 'counter', 'letter', 'operator', 'other'] as const;
export type RequestWay = (typeof requestWays)[number];
export type AskedRight = (typeof askedRights)[number];

/** What a colleague knows against it that whoever asks is the person: it is unlike what they wrote before; the address may be another's by now; somebody said that it was not them; several use the address. */
export const doubtGrounds = ['unlike-before', 'address-lost', 'said-otherwise', 'several', 'other'] as const;
export type DoubtGround = (typeof doubtGrounds)[number];
