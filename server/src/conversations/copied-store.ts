// The only SQL of the copy that needs an order of its own.
import { messages } from './store.ts';

/** Everything said to and by these people, oldest first; of one, an index has them in this order. */
export const messagesInOrder = {
  ofOne: messages('messagesOfOneInOrder', 'm.person_id = $2 ORDER BY m.at, m.id'),
  ofMany: messages('messagesInOrder', 'm.person_id = ANY($2::text[]) ORDER BY m.at, m.id'),
};
