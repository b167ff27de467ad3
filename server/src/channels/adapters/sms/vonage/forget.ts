// Art. 17 and 19: what Vonage holds of a person's messages is taken back by its Redact API: words and numbers leave its records, the rest stays for its books.
// It redacts nothing that is younger than an hour: until then it is asked again.
import type { Tools } from '#kit/tool';
import type { Silence } from '#kit/unsent';
import type { Account } from '../../../adapter.ts';
import type { Forgotten } from '../../../described.ts';
import { type Answer, call } from './call.ts';
import { isUuid } from './names.ts';
import type { VonageSettings } from './settings.ts';

const together = 5;

/** Redacts messages by their ids; what Vonage does not know is kept apart: of that nothing was redacted. What is left may be asked for again. */
export async function forgetAtVonage({ settings }: Account<VonageSettings>, ids: readonly string[], tools: Tools): Promise<Forgotten> {
  const uuids = ids.filter(isUuid);
  const left: string[] = [];
  let unknown = 0;
  for (let at = 0; at < uuids.length; at += together) {
    const batch = uuids.slice(at, at + together);
    const ends = await Promise.all(batch.map((uuid) => redact(settings, uuid, tools)));
    left.push(...batch.filter((_, place) => ends[place] === 'left'));
    unknown += ends.filter((end) => end === 'unknown').length;
    if (left.length >= together && left.length === at + batch.length) return { gone: 0, left: [...left, ...uuids.slice(at + together)] }; // it is away: ask later
  }
  return { gone: uuids.length - left.length - unknown, left, kept: unknown };
}

/** An id says not which way the message went, and Vonage wants to know: it is asked for both. */
async function redact(settings: VonageSettings, id: string, tools: Tools): Promise<'gone' | 'left' | 'unknown'> {
  const ask = (type: 'outbound' | 'inbound') =>
    call(tools, settings, {
      ...{ method: 'POST', path: '/v1/redact/transaction', as: 'account' },
      json: { id, product: 'messages', type },
    } as const);
  const sent = await ask('outbound');
  if (!isUnknown(sent)) return isDone(sent) ? 'gone' : 'left';
  const received = await ask('inbound');
  return isUnknown(received) ? 'unknown' : isDone(received) ? 'gone' : 'left';
}

const isDone = (answer: Answer | Silence): boolean => 'status' in answer && answer.status === 204;
const isUnknown = (answer: Answer | Silence): boolean => 'status' in answer && answer.status === 404;
