// A webhook of the WhatsApp Cloud API in the house's words: `entry[].changes[].value` with messages, statuses and preferences, every one of them.
import { type Loose, lines, list, momentOf, obj, str } from '../meta/loose.ts';
import type { From, Media, Update } from '../meta/updates.ts';
import { renamedIn, senderOf } from './address.ts';
import { endsByTap } from './ends-by-tap.ts';
import { mediaOf, textOf } from './said.ts';

/** Everything that happened, in the order told; undefined when the body is none of WhatsApp. */
export function readUpdates(body: unknown): readonly Update[] | undefined {
  const { object, entry } = obj(body);
  if (object !== 'whatsapp_business_account' || !Array.isArray(entry)) return undefined;
  return list(entry).flatMap((each) =>
    list(each['changes']).flatMap((change) =>
      ofLimits.has(str(change['field'])) ? [{ account: str(each['id']), kind: 'limit' as const }] : inValue(obj(change['value'])),
    ),
  );
}

/** They name the business account alone, and may bring how many people can be begun with; that is asked for then, since they come late and out of order. */
const ofLimits: ReadonlySet<string> = new Set(['business_capability_update', 'phone_number_quality_update']);

function inValue(value: Loose): Update[] {
  const account = str(obj(value['metadata'])['phone_number_id']);
  const contacts = list(value['contacts']);
  return [
    ...list(value['messages']).flatMap((message) => ofMessage(account, message, contacts)),
    ...list(value['statuses']).flatMap((status) => ofStatus(account, status, contacts)),
    ...list(value['user_preferences']).flatMap((preference) => ofPreference(account, preference, contacts)),
  ];
}

function ofMessage(account: string, message: Loose, contacts: readonly Loose[]): Update[] {
  const [id, type, from] = [str(message['id']), str(message['type']), senderOf(message, contacts)];
  if (message['group_id'] !== undefined) return []; // groups are no talk with a person
  if (type === 'system') return ofNews(account, message);
  if (id === '' || !from) return [];
  const said = obj(message[type]);
  const about = (externalId: unknown) => ({ externalId: str(externalId), from, order: (Number(message['timestamp']) || 0) * 1000 });
  if (type === 'reaction')
    return [{ account, kind: 'change', change: { ...about(said['message_id']), change: 'reacted', reaction: str(said['emoji']) } }];
  if (type === 'revoke') return [{ account, kind: 'change', change: { ...about(said['original_message_id']), change: 'unsent' } }];
  if (type === 'edit') {
    const now = obj(said['message']);
    return [
      { account, kind: 'change', change: { ...about(said['original_message_id']), change: 'edited', text: textOf(str(now['type']), now) } },
    ];
  }
  const media: Media[] = mediaOf(type, said);
  const text = lines(textOf(type, message));
  const answers = [str(obj(message['context'])['id'])].filter((each) => each !== '');
  const wish = type === 'button' && endsByTap(str(said['text'])) ? ('stop' as const) : undefined; // below a template: our own choices come in as `interactive`
  const ms = (Number(message['timestamp']) || 0) * 1000;
  return [{ account, kind: 'message', id, from, at: momentOf(ms), text, media, answers, wish }];
}

/** News about an account at WhatsApp: another id, another number. */
function ofNews(account: string, message: Loose): Update[] {
  const from = renamedIn(message);
  return from ? [{ account, kind: 'renamed', from }] : [];
}

const states: Readonly<Record<string, 'sent' | 'delivered' | 'read' | 'failed'>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  played: 'read',
  failed: 'failed',
};

/** By our own id where it comes back to us: it is known also when this comes before the answer to what we sent. */
function ofStatus(account: string, status: Loose, contacts: readonly Loose[]): Update[] {
  const state = states[str(status['status'])];
  const own = str(status['biz_opaque_callback_data']);
  const theirs = str(status['id']);
  const isOwn = /^msg_[0-9a-z]{26}$/.test(own);
  const ids = [isOwn ? own : theirs].filter((each) => each !== '');
  const also = isOwn && theirs !== '' ? { alsoKnownAs: theirs } : {};
  if (state === undefined) return [];
  const reached = state === 'delivered' ? namedIn(status, contacts) : undefined;
  const code = Number(list(status['errors'])[0]?.['code'] ?? 0);
  return [{ account, kind: 'status', ids, ...also, state, code, ...(reached && { reached }) }];
}

/** What went to a number reached whoever has an id: from then on they are known by it, also when they hide the number. */
function namedIn(status: Loose, contacts: readonly Loose[]): From | undefined {
  const from = senderOf({ user_id: status['recipient_user_id'], wa_id: status['recipient_id'] }, contacts);
  return from?.formerly && from;
}

function ofPreference(account: string, preference: Loose, contacts: readonly Loose[]): Update[] {
  const [from, wish, seconds] = [senderOf(preference, contacts), str(preference['value']), Number(preference['timestamp'])];
  if (!from || (wish !== 'stop' && wish !== 'resume')) return [];
  return [{ account, kind: 'preference', from, wish, at: new Date((Number.isFinite(seconds) ? seconds : 0) * 1000) }];
}
