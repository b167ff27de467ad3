// What the house does with people's data by itself, by purpose: named, so that an assessment says it, and so that it is looked at again when the house learns to do more.
import { askedRights, detectedKinds } from '@parley/contract';
import type { Purpose } from '#purposes';
import type { Facts } from '../types.ts';

type Automation = Facts['automations'][number] & { readonly of: (purpose: Purpose) => boolean };
const talks = ({ about, categories }: Purpose): boolean => about === 'person' && categories.includes('Communication');

/** `what` says how far it goes, in codes; none of these decides about a person (Art. 22). */
const known: readonly Automation[] = [
  { code: 'detection', what: Object.keys(detectedKinds).sort().join(', '), of: talks },
  { code: 'hints', what: [...askedRights].sort().join(', '), of: talks },
  {
    code: 'campaigns',
    what: 'one text to everybody who agreed',
    of: ({ lawfulBasis, acts }) => lawfulBasis === 'consent' && acts.includes('send'),
  },
  { code: 'deletion', what: 'after the period', of: ({ about }) => about === 'person' },
];

export const automationsOf = (purposes: readonly Purpose[]): Facts['automations'] =>
  known.filter(({ of }) => purposes.some(of)).map(({ code, what }) => ({ code, what }));
