// A callback of Viber's in the house's words. Fields it does not know are left alone; what it cannot read is named by a code, never thrown.
import type { Account, Inbound, Receipt, Stop } from '../../adapter.ts';
import { type Loose, momentOf, obj, str } from '../meta/loose.ts';
import { tokenOf } from './big.ts';
import { type FileRef, fileOf, textOf } from './said.ts';
import type { ViberSettings } from './settings.ts';

/** Which callbacks we ask for. `webhook` comes in any case. */
export const wanted = ['message', 'delivered', 'seen', 'failed', 'subscribed', 'unsubscribed', 'conversation_started'] as const;

type Words = Omit<Inbound, 'attachments'>;
export type Read =
  | { readonly what: 'message'; readonly said: Words; readonly file: FileRef | undefined }
  | { readonly what: 'wish'; readonly stop: Stop }
  | { readonly what: 'receipt'; readonly receipt: Receipt }
  /** Somebody opened the chat and may be greeted once; nothing is kept of it. */
  | { readonly what: 'opened'; readonly language: string | undefined }
  | { readonly what: 'nothing'; readonly because: 'unreadable' | 'not-ours' | 'nothing-said' };
type At = Pick<Account<ViberSettings>, 'workspace' | 'inbox'>;

const mostText = 20_000;
const nothing = (because: (Read & { what: 'nothing' })['because']): Read => ({ what: 'nothing', because });

/** What a callback tells. */
export function readEvent({ workspace, inbox }: At, body: unknown): Read {
  const event = obj(body);
  const at = { workspace, inbox };
  switch (str(event['event'])) {
    case 'message':
      return ofMessage(at, event);
    case 'subscribed':
      return ofWish(at, event, senderOf(obj(event['user'])), 'start');
    case 'unsubscribed':
      return ofWish(at, event, senderOf({ id: event['user_id'] }), 'stop');
    case 'delivered':
    case 'seen':
    case 'failed':
      return ofReceipt(at, event);
    case 'conversation_started':
      if (event['subscribed'] === true) return nothing('nothing-said'); // greeted long ago
      return { what: 'opened', language: languageOf(obj(event['user'])) };
    default:
      return nothing('not-ours'); // `webhook`, `client_status`, and what comes next year
  }
}

function ofMessage(at: At, event: Loose): Read {
  const [token, from, message] = [tokenOf(event['message_token']), senderOf(obj(event['sender'])), obj(event['message'])];
  if (token === '' || !from) return nothing('unreadable');
  const [text, file] = [textOf(message).slice(0, mostText).toWellFormed(), fileOf(message)];
  if (text === '' && !file) return nothing('nothing-said');
  const said = { ...at, externalId: token, from, authentic: false, text, answers: [], continues: true, automatic: false } as const;
  return { what: 'message', said: { ...said, saidAt: momentOf(Number(event['timestamp'])) }, file };
}

function ofWish(at: At, event: Loose, from: Inbound['from'] | undefined, wish: Stop['wish']): Read {
  if (!from) return nothing('unreadable');
  return { what: 'wish', stop: { ...at, from, wish, at: momentOf(Number(event['timestamp'])) } };
}

function ofReceipt(at: At, event: Loose): Read {
  const externalId = tokenOf(event['message_token']);
  if (externalId === '') return nothing('unreadable');
  const kind = str(event['event']);
  const state = kind === 'seen' ? 'read' : kind === 'failed' ? 'failed' : 'delivered';
  return { what: 'receipt', receipt: { ...at, externalId, state, ...(state === 'failed' ? undelivered : { because: null, words: null }) } };
}

const undelivered = {
  because: 'undelivered',
  words: 'The message reached Viber, but the person’s Viber could not show it, or could not fetch its file.',
} as const;

/** The id is the person's for this one bot. It says where an answer goes and proves nothing; names are shown and never looked up by. */
function senderOf(user: Loose): Inbound['from'] | undefined {
  const id = str(user['id']);
  if (!isUser(id)) return undefined;
  const [name, language] = [str(user['name']).slice(0, 100).trim(), languageOf(user)];
  return { kind: 'account', value: `viber:${id}`, ...(name !== '' && { name }), ...(language && { language }) };
}

const languageOf = (user: Loose): string | undefined => /^[a-z]{2}/.exec(str(user['language']).toLowerCase())?.[0];
const isUser = (id: string): boolean => /^[A-Za-z0-9+/_-]{8,64}={0,2}$/.test(id);

/** The id of an identity `viber:…`. */
export function userOf(value: string): string | undefined {
  const id = value.startsWith('viber:') ? value.slice('viber:'.length) : '';
  return isUser(id) ? id : undefined;
}
