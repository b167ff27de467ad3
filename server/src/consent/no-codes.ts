// A no as the list outside of the database names it: codes alone.
import type { No } from '#keys';
import type { NewConsent } from './types.ts';

export type Said = Pick<NewConsent, 'purpose' | 'channel' | 'state' | 'method' | 'by'>;
export const codesOf = ({ purpose, channel, state, method, by }: Said): No['codes'] => ({ purpose, channel, state, method, by });
