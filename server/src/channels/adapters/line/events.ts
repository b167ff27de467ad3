// A webhook of LINE's in the house's words: every event of it. Fields it does not know are left alone; what it cannot read is named by a code, never thrown.
import type { Account, Change, Inbound, Stop } from '../../adapter.ts';
import { type Loose, lines, list, momentOf, obj, str } from '../meta/loose.ts';
import type { LineSettings } from './settings.ts';

/** A file that is still at LINE, under the id of its message. */
export type FileRef = { readonly id: string; readonly size: number; readonly name: string };
type Words = Omit<Inbound, 'attachments'>;
export type Read =
  | { readonly what: 'message'; readonly said: Words; readonly file: FileRef | undefined }
  | { readonly what: 'change'; readonly change: Change }
  | { readonly what: 'wish'; readonly stop: Stop }
  | { readonly what: 'nothing'; readonly because: 'not-ours' | 'not-private' | 'unreadable' | 'nothing-said' };
type At = Pick<Account<LineSettings>, 'workspace' | 'inbox'> & {
  /** Whether people are told that their words were read: only then is kept by what that is told. */
  readonly tellsRead?: boolean;
};

const mostText = 20_000;
const nothing = (because: (Read & { what: 'nothing' })['because']): Read => ({ what: 'nothing', because });

/** What happened, in the order told. LINE sends an empty list to see whether somebody listens. */
export const readEvents = (at: At, body: unknown): Read[] => list(obj(body)['events']).map((event) => readEvent(at, event));

/** Only chats with one person count: what is said in groups was not said to the company alone. */
function readEvent(at: At, event: Loose): Read {
  const source = obj(event['source']);
  if (str(source['type']) !== 'user') return nothing('not-private');
  const user = str(source['userId']);
  if (!isUser(user)) return nothing('unreadable');
  const from = { kind: 'account', value: `line:${user}` } as const;
  const ms = Number(event['timestamp']);
  switch (str(event['type'])) {
    case 'message':
      return ofMessage(at, from, obj(event['message']), ms);
    case 'postback':
      return ofPostback(at, from, event, ms);
    case 'unsend':
      return ofUnsend(at, from, str(obj(event['unsend'])['messageId']), ms);
    case 'follow':
    case 'unfollow':
      return {
        what: 'wish',
        stop: {
          workspace: at.workspace,
          inbox: at.inbox,
          from,
          wish: str(event['type']) === 'follow' ? 'start' : 'stop',
          at: momentOf(ms),
        },
      };
    default:
      return nothing('not-ours');
  }
}

function ofMessage(at: At, from: Inbound['from'], message: Loose, ms: number): Read {
  const [id, type] = [str(message['id']), str(message['type'])];
  if (!isMessage(id)) return nothing('unreadable');
  const isFile = Object.hasOwn(usual, type) && str(obj(message['contentProvider'])['type']) !== 'external';
  const size = Number(message['fileSize'] ?? 0);
  const name = str(message['fileName']).slice(0, 200) || (usual[type] ?? 'file');
  const text = textOf(type, message).slice(0, mostText).toWellFormed();
  if (text === '' && !isFile) return nothing('nothing-said');
  const quoted = str(message['quotedMessageId']);
  return {
    what: 'message',
    said: { ...blank(at, from, id, ms), text, answers: isMessage(quoted) ? [quoted] : [], ...readTokenOf(at, message) },
    file: isFile ? { id, size: Number.isFinite(size) ? size : 0, name } : undefined,
  };
}

/** By this LINE is told, at any time later, that the chat was read up to this message. */
function readTokenOf({ tellsRead }: At, message: Loose): Pick<Inbound, 'readToken'> {
  const token = str(message['markAsReadToken']);
  return tellsRead && /^[\w+/=.~-]{1,512}$/.test(token) ? { readToken: `${readTokens}${token}` } : {};
}
/** Before a token among the ids of a message. */
export const readTokens = 'read/';

const usual: Readonly<Record<string, string>> = { image: 'photo.jpg', video: 'video.mp4', audio: 'audio.m4a', file: 'file' };

function textOf(type: string, message: Loose): string {
  if (type === 'text') return str(message['text']);
  if (type === 'location')
    return lines(str(message['title']), str(message['address']), `📍 ${str(message['latitude'])}, ${str(message['longitude'])}`);
  if (type === 'sticker') return lines('🖼 (sticker)', str(message['text']) || keywordsOf(message));
  if (Object.hasOwn(usual, type)) return str(obj(message['contentProvider'])['originalContentUrl']);
  return '[A message of a kind that LINE does not hand over. Ask the person to write it in another way.]';
}

const keywordsOf = ({ keywords }: Loose): string => (Array.isArray(keywords) ? keywords.slice(0, 3).map(str).join(', ') : '');

/** A button of a message, or a date that was picked: what it carries is what was said. */
function ofPostback(at: At, from: Inbound['from'], event: Loose, ms: number): Read {
  const [id, postback] = [str(event['webhookEventId']), obj(event['postback'])];
  const picked = obj(postback['params']);
  const text = lines(str(postback['data']), str(picked['datetime'] ?? picked['date'] ?? picked['time'])).slice(0, mostText);
  if (!/^[0-9A-Za-z]{1,64}$/.test(id)) return nothing('unreadable');
  return text === ''
    ? nothing('nothing-said')
    : { what: 'message', said: { ...blank(at, from, `event/${id}`, ms), text, answers: [] }, file: undefined };
}

function ofUnsend(at: At, from: Inbound['from'], id: string, ms: number): Read {
  if (!isMessage(id)) return nothing('unreadable');
  return {
    what: 'change',
    change: { workspace: at.workspace, inbox: at.inbox, from, externalId: id, order: Number.isFinite(ms) ? ms : 0, change: 'unsent' },
  };
}

const blank = ({ workspace, inbox }: At, from: Inbound['from'], externalId: string, ms: number) =>
  ({ workspace, inbox, externalId, from, authentic: false, continues: true, automatic: false, saidAt: momentOf(ms) }) as const;

const isMessage = (id: string): boolean => /^\d{1,40}$/.test(id);
const isUser = (id: string): boolean => /^U[0-9a-f]{32}$/.test(id);

/** The id of an identity `line:U…`: of the person for the companies of one provider at LINE. It says where an answer goes and proves nothing. */
export function userOf(value: string): string | undefined {
  const id = value.startsWith('line:') ? value.slice('line:'.length) : '';
  return isUser(id) ? id : undefined;
}
