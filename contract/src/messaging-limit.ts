// How many people a company may begin with on a channel.
import Type from 'typebox';
import { instant, maybe } from './shapes.ts';

/** How many people may be begun with in 24 hours, where a provider bounds that (WhatsApp, messaging limits). */
export const messagingLimit = Type.Object({
  most: maybe(Type.Integer({ minimum: 0, description: 'Null where there is no end' })),
  used: Type.Integer({ minimum: 0, description: 'With whom was begun in the last 24 hours' }),
  freeAt: maybe(Type.String({ format: 'date-time', description: 'When the next person can be begun with, where nobody can now' })),
  inboxes: Type.Integer({ minimum: 1, description: 'How many channels of the company share it' }),
  toldAt: instant,
});
