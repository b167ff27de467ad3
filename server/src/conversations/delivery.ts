// How far a message got: a state may only advance, because providers report late, twice and out of order.
import type { DeliveryState } from './types.ts';

/** From which states each may be reached; `failed`, `refused` and `read` are the ends. */
const reachedFrom: Readonly<Record<DeliveryState, readonly DeliveryState[]>> = {
  received: [],
  queued: [],
  sending: ['queued'],
  sent: ['queued', 'sending'],
  delivered: ['queued', 'sending', 'sent'],
  read: ['queued', 'sending', 'sent', 'delivered'],
  refused: ['queued', 'sending'],
  // a bounce may follow what the next server had accepted
  failed: ['queued', 'sending', 'sent'],
};

/** The states a message may be in for `state` to be an advance. */
export function statesBefore(state: DeliveryState): readonly DeliveryState[] {
  return reachedFrom[state];
}
