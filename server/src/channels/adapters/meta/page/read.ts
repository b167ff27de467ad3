// A webhook of Messenger or Instagram in the house's words: `entry[].messaging[]`, every one of them. What we or another tool of the company wrote comes back as an echo.
import { type Loose, lines, list, momentOf, obj, str } from '../loose.ts';
import type { From, Media, Update } from '../updates.ts';

type Kind = 'messenger' | 'instagram';
const objects = { messenger: 'page', instagram: 'instagram' } as const;

/** Everything that happened, in the order told; undefined when the body is none of this channel. */
export const readPage =
  (kind: Kind) =>
  (body: unknown): readonly Update[] | undefined => {
    const { object, entry } = obj(body);
    if (object !== objects[kind] || !Array.isArray(entry)) return undefined;
    return list(entry).flatMap((each) =>
      [...list(each['messaging']), ...list(each['standby'])].flatMap((event) => ofEvent(kind, str(each['id']), event)),
    );
  };

function ofEvent(kind: Kind, account: string, event: Loose): Update[] {
  const sender = str(obj(event['sender'])['id']);
  if (!/^\d{1,30}$/.test(sender) || sender === account) return [];
  const from: From = { kind: 'account', value: `${kind}:${account}:${sender}` };
  const at = new Date(Number(event['timestamp']) || 0);
  const [message, reaction, edit, postback, read, delivery, optin] = [
    'message',
    'reaction',
    'message_edit',
    'postback',
    'read',
    'delivery',
    'optin',
  ].map((name) => (event[name] === undefined ? undefined : obj(event[name])));
  if (message) return ofMessage(account, from, message, at.getTime());
  if (reaction) {
    const emoji = str(reaction['action']) === 'unreact' ? '' : str(reaction['emoji'] ?? reaction['reaction']);
    return [
      {
        account,
        kind: 'change',
        change: { externalId: str(reaction['mid']), from, order: at.getTime(), change: 'reacted', reaction: emoji },
      },
    ];
  }
  if (edit)
    return [
      {
        account,
        kind: 'change',
        change: { externalId: str(edit['mid']), from, order: at.getTime(), change: 'edited', text: str(edit['text']) },
      },
    ];
  if (postback) {
    const id = str(postback['mid']) || `postback:${sender}:${at.getTime()}`;
    const text = str(postback['title'] ?? postback['payload']);
    return [{ account, kind: 'message', id, from, at: momentOf(at.getTime()), text, media: [], answers: [] }];
  }
  if (read) return received(account, from, 'read', [str(read['mid'])], read['watermark']);
  if (delivery)
    return received(account, from, 'delivered', Array.isArray(delivery['mids']) ? delivery['mids'].map(str) : [], delivery['watermark']);
  const wish = wishes[str(optin?.['notification_messages_status'])];
  return wish ? [{ account, kind: 'preference', from, wish, at }] : [];
}

function ofMessage(account: string, from: From, message: Loose, order: number): Update[] {
  const id = str(message['mid']);
  if (id === '' || message['is_echo'] === true) return [];
  if (message['is_deleted'] === true) return [{ account, kind: 'change', change: { externalId: id, from, order, change: 'unsent' } }];
  const attachments = list(message['attachments']);
  const text = lines(str(message['text']), ...attachments.map(wordsOf)) || (attachments.some(isFile) ? '' : unknown);
  const answers = [str(obj(message['reply_to'])['mid'])].filter((each) => each !== '');
  return [{ account, kind: 'message', id, from, at: momentOf(order), text, media: attachments.filter(isFile).map(mediaOf), answers }];
}

/** By the messages themselves where they are named, else by the moment up to which. */
function received(account: string, from: From, state: 'delivered' | 'read', mids: readonly string[], watermark: unknown): Update[] {
  const ids = mids.filter((each) => each !== '');
  const until = Number(watermark);
  return [
    ...(ids.length > 0 ? [{ account, kind: 'status', ids, state, code: 0 } as const] : []),
    ...(until > 0 && ids.length === 0 ? [{ account, kind: 'until', from, state, until: new Date(until) } as const] : []),
  ];
}

const isFile = ({ type, payload }: Loose): boolean =>
  ['image', 'video', 'audio', 'file', 'story_mention'].includes(str(type)) && str(obj(payload)['url']) !== '';
const mediaOf = ({ payload }: Loose): Media => ({ url: str(obj(payload)['url']), type: '' });

/** What of an attachment is words: a place, or something that was shared. */
function wordsOf(attachment: Loose): string {
  if (isFile(attachment)) return '';
  const payload = obj(attachment['payload']);
  const place = obj(payload['coordinates']);
  if (str(attachment['type']) === 'location') return lines(str(attachment['title']), `${str(place['lat'])}, ${str(place['long'])}`);
  return lines(str(payload['title'] ?? attachment['title']), str(payload['url'] ?? attachment['url']));
}

const unknown = '[A message of a kind that Meta does not hand over. Ask the person to write it in another way.]';
const wishes: Readonly<Record<string, 'stop' | 'resume'>> = { STOP_NOTIFICATIONS: 'stop', RESUME_NOTIFICATIONS: 'resume' };
