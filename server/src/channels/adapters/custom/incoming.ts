// An event of a company's own system, in the house's words, handed to the room.
import type { Account, Change, Hooks, Inbound } from '../../adapter.ts';
import { momentOf } from '../meta/loose.ts';
import { accountName } from './hooks.ts';
import type { CustomSettings } from './settings.ts';
import type { Event } from './shapes.ts';

type At = Pick<Account<CustomSettings>, 'workspace' | 'inbox'>;
export type Taken = { readonly outcome: string; readonly because?: string };

/** Does what an event tells; the outcome is durable when this resolves. */
export async function take({ receive, report, change, stop }: Hooks, { workspace, inbox }: At, event: Event): Promise<Taken> {
  const at = { workspace, inbox };
  const order = orderOf(event);
  const saidAt = momentOf(Date.parse(event.timestamp));
  switch (event.type) {
    case 'message.received': {
      const received = await receive({ ...inboundOf(at, event.data), saidAt });
      return received.outcome === 'dropped' ? { outcome: 'dropped', because: received.because } : { outcome: received.outcome };
    }
    case 'message.edited':
      return { outcome: await change({ ...changeOf(at, event.data), order, change: 'edited', text: clean(event.data.text), saidAt }) };
    case 'message.unsent':
      return { outcome: await change({ ...changeOf(at, event.data), order, change: 'unsent' }) };
    case 'message.reacted':
      return {
        outcome: await change({
          ...changeOf(at, event.data),
          order,
          change: 'reacted',
          reaction: event.data.reaction && clean(event.data.reaction),
        }),
      };
    case 'person.stopped':
    case 'person.started':
      return {
        outcome: await stop({
          ...at,
          from: senderOf(at, event.data.from),
          wish: event.type === 'person.stopped' ? 'stop' : 'start',
          at: new Date(event.timestamp),
        }),
      };
    default:
      return { outcome: await report({ ...at, externalId: event.data.id, ...reported[event.type] }) };
  }
}

const reported = {
  'message.delivered': { state: 'delivered', because: null, words: null },
  'message.read': { state: 'read', because: null, words: null },
  'message.failed': { state: 'failed', because: 'undelivered', words: 'The company’s own system could not deliver this.' },
} as const;

function inboundOf(at: At, data: (Event & { type: 'message.received' })['data']): Inbound {
  return {
    ...at,
    externalId: data.id,
    from: senderOf(at, data.from),
    authentic: false,
    text: clean(data.text),
    attachments: (data.files ?? []).map(({ name, type, content }) => ({ name: clean(name), type, bytes: Buffer.from(content, 'base64') })),
    answers: data.answers === undefined ? [] : [data.answers],
    continues: true,
    automatic: false,
  };
}

const changeOf = (at: At, data: { id: string; from: Person }): Pick<Change, 'workspace' | 'inbox' | 'externalId' | 'from'> => ({
  ...at,
  externalId: data.id,
  from: senderOf(at, data.from),
});

type Person = { readonly id: string; readonly name?: string | undefined; readonly language?: string | undefined };
const senderOf = ({ inbox }: At, { id, name, language }: Person): Inbound['from'] => ({
  kind: 'account',
  value: accountName(inbox, id),
  ...(name !== undefined && { name: clean(name) }),
  ...(language !== undefined && { language }),
});

/** Microseconds of the instant; `sequence` tells apart what has the same one. */
function orderOf({ timestamp, data }: Event): number {
  const fraction = /\.(\d+)/.exec(timestamp)?.[1] ?? '';
  const within = 'sequence' in data && data.sequence !== undefined ? data.sequence : Number(fraction.padEnd(6, '0').slice(3, 6));
  return Date.parse(timestamp) * 1_000 + within;
}

const clean = (text: string): string => text.toWellFormed().replaceAll('\0', '');
