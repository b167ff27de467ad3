// What a request is to the console: its kind with the grounds that may refuse it, and the sentence that says what follows by law.
import type { Body } from '@parley/contract';
import type { Request } from './queries.ts';

export type Ground = Body<'refuseRequest'>['ground'];

const always = ['manifestly-unfounded', 'manifestly-excessive'] as const;
const own: Readonly<Record<Request['kind'], readonly Ground[]>> = {
  access: [],
  portability: [],
  rectification: ['data-accurate'],
  erasure: ['legal-obligation', 'legal-claims', 'expression', 'public-health', 'archiving'],
  restriction: ['data-accurate'],
  objection: ['compelling-grounds'],
  'human-review': [],
};

/** Grounds on which a request of this kind may be refused, the likeliest first; the server refuses any other. */
export const groundsFor = ({ kind, source, doubt, doubtedBy }: Request): readonly Ground[] => [
  ...own[kind],
  ...always,
  // who asked on the privacy page has proved it, where nobody knows anything against that
  ...(source === 'person' && (!doubt || doubt.state === 'settled') && (doubtedBy ?? []).length === 0 ? [] : (['not-identified'] as const)),
];

/** Whether staff answer it by doing what is asked; a copy and an erasure are approved, and the house carries them out. */
export const isWish = ({ kind }: Request): boolean => kind === 'rectification' || kind === 'restriction' || kind === 'objection';

/** Which sentence says what follows by law. */
export function lawOf({ kind, identity, outcome }: Request) {
  if (outcome === 'objection-final') return 'marketingLaw';
  if (outcome === 'consent-withdrawn') return 'withdrawnLaw';
  return kind === 'rectification' && identity ? 'contestedLaw' : (`${kind}Law` as const);
}

/** Which words the button and dialog of carrying out bear. */
export function doneOf({ kind, identity }: Request) {
  if (kind === 'rectification') return identity ? 'contestedDone' : 'rectificationDone';
  return kind === 'restriction' ? 'restrictionDone' : 'objectionDone';
}
