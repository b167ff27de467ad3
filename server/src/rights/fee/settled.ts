// Nothing is carried out while a fee waits for an answer.
import { Problem } from '#kit/problem';
import type { RequestRow } from '../store.ts';

/** Problem `conflict` while the person was asked for a fee and nobody settled it. */
export function refuseUnsettled({ fee_state: fee }: Pick<RequestRow, 'fee_state'>): void {
  if (fee === 'asked') throw new Problem('conflict', { because: 'fee-not-settled', article: '12(5)' });
}
