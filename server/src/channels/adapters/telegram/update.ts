// An update as the Bot API hands it in, in the house's words. Fields it does not know are left alone; what it cannot read is named by a code, never thrown.
import type { Account, Change, Inbound, Stop } from '../../adapter.ts';
import { momentOf } from '../meta/loose.ts';
import type { FileRef } from './media.ts';
import type { TelegramSettings } from './settings.ts';
import { saidIn } from './words.ts';

type Chat = { readonly id: number; readonly type: string };
type User = { readonly id: number; readonly first_name?: string; readonly last_name?: string; readonly language_code?: string };
type Point = { readonly latitude: number; readonly longitude: number; readonly live_period?: number };
type Stored = { readonly file_id: string; readonly file_size?: number; readonly file_name?: string; readonly mime_type?: string };
export type Message = {
  readonly message_id: number;
  readonly date: number;
  readonly edit_date?: number;
  readonly chat: Chat;
  readonly from?: User;
  readonly reply_to_message?: { readonly message_id: number };
  readonly text?: string;
  readonly caption?: string;
  readonly location?: Point;
  readonly venue?: { readonly location: Point; readonly title: string; readonly address: string };
  readonly contact?: { readonly phone_number: string; readonly first_name: string; readonly last_name?: string };
  readonly sticker?: { readonly emoji?: string };
  readonly dice?: { readonly emoji: string; readonly value: number };
  readonly poll?: { readonly question: string };
  readonly photo?: readonly Stored[];
} & { readonly [kind in 'document' | 'audio' | 'voice' | 'video' | 'video_note' | 'animation']?: Stored };
type Button = { readonly text?: string; readonly callback_data?: string };
type Update = {
  readonly update_id: number;
  readonly message?: Message;
  readonly edited_message?: Message;
  readonly callback_query?: {
    readonly id: string;
    readonly from: User;
    readonly data?: string;
    readonly message?: { readonly chat: Chat; readonly reply_markup?: { readonly inline_keyboard?: readonly (readonly Button[])[] } };
  };
  readonly message_reaction?: {
    readonly chat: Chat;
    readonly message_id: number;
    readonly user?: User;
    readonly date: number;
    readonly new_reaction: readonly { readonly type: string; readonly emoji?: string }[];
  };
  readonly my_chat_member?: {
    readonly chat: Chat;
    readonly from: User;
    readonly date: number;
    readonly new_chat_member: { readonly status: string };
  };
};
/** Which updates we ask for: these and no others leave Telegram. */
export const wanted = ['message', 'edited_message', 'callback_query', 'message_reaction', 'my_chat_member'] as const;

type Words = Omit<Inbound, 'attachments'>;
export type Read =
  | { readonly what: 'message'; readonly said: Words; readonly files: readonly FileRef[]; readonly press?: string }
  /** `isFresh`: its message may still be on the way. */
  | { readonly what: 'edit'; readonly change: Change; readonly isFresh: boolean; readonly said: Words; readonly files: readonly FileRef[] }
  | { readonly what: 'change'; readonly change: Change }
  | { readonly what: 'wish'; readonly stop: Stop }
  | { readonly what: 'nothing'; readonly because: 'not-private' | 'unreadable' | 'not-ours' | 'nothing-said' | 'live-location' };
type At = Pick<Account<TelegramSettings>, 'workspace' | 'inbox'>;

const mostText = 20_000;
const freshSeconds = 86_400; // Telegram hands in an update for a day
const nothing = (because: (Read & { what: 'nothing' })['because']): Read => ({ what: 'nothing', because });

/** What an update tells. Only private chats count: what is said in a group was not said to the company alone. */
export function readUpdate(account: At, body: unknown): Read {
  try {
    return readKnown({ workspace: account.workspace, inbox: account.inbox }, (body ?? {}) as Update);
  } catch {
    return nothing('unreadable');
  }
}

function readKnown(at: At, update: Update): Read {
  const { message, edited_message: edited, callback_query: press, message_reaction: reaction, my_chat_member: member } = update;
  const chat = (message ?? edited ?? press?.message ?? reaction ?? member)?.chat;
  if (!chat || !Number.isSafeInteger(update.update_id)) return nothing('not-ours');
  if (chat.type !== 'private') return nothing('not-private');
  if (!Number.isSafeInteger(chat.id) || chat.id <= 0) return nothing('unreadable');
  if (message) return ofMessage(at, message);
  if (edited) return ofEdit(at, edited, update.update_id);
  if (press) return ofPress(at, chat, press);
  if (reaction) return ofReaction(at, reaction, update.update_id);
  return ofMember(at, chat, member);
}

function ofMessage(at: At, message: Message): Read {
  const files = filesIn(message);
  const text = saidIn(message);
  if (text === '' && files.length === 0) return nothing('nothing-said'); // such as "pinned a message"
  return { what: 'message', said: wordsOf(at, message, text), files };
}

function ofEdit(at: At, message: Message, update: number): Read {
  if (message.location) return nothing('live-location'); // where somebody walks is not followed
  const text = saidIn(message);
  const edited = message.edit_date ?? message.date;
  const said = { ...wordsOf(at, message, text), saidAt: momentOf(edited * 1000) };
  const change: Change = {
    ...at,
    externalId: said.externalId,
    from: said.from,
    order: orderOf(edited, update),
    change: 'edited',
    text: said.text,
    saidAt: said.saidAt,
  };
  return { what: 'edit', change, isFresh: edited - message.date < freshSeconds, said, files: filesIn(message) };
}

/** A button of a message: what stands on it is what was said. */
function ofPress(at: At, chat: Chat, press: NonNullable<Update['callback_query']>): Read {
  const button = press.message?.reply_markup?.inline_keyboard?.flat().find((each) => each.callback_data === press.data);
  const text = clean(button?.text ?? press.data ?? '');
  if (text === '' || !/^\w{1,64}$/.test(press.id)) return nothing('nothing-said');
  const said = { ...blank(at, `${chat.id}/press/${press.id}`, senderOf(chat, press.from)), text };
  return { what: 'message', said, files: [], press: press.id };
}

function ofReaction(
  at: At,
  { chat, message_id: id, user, date, new_reaction: reactions }: NonNullable<Update['message_reaction']>,
  update: number,
): Read {
  const shown = reactions.map(({ type, emoji }) => (type === 'emoji' ? (emoji ?? '') : type === 'paid' ? '⭐' : '◆')).join('');
  const change = { ...at, externalId: `${chat.id}/${id}`, from: senderOf(chat, user), order: orderOf(date, update) };
  return { what: 'change', change: { ...change, change: 'reacted', reaction: shown === '' ? null : clean(shown) } };
}

function ofMember(at: At, chat: Chat, member: Update['my_chat_member']): Read {
  const status = member?.new_chat_member.status;
  if (status !== 'kicked' && status !== 'member') return nothing('not-ours');
  const seconds = Number.isSafeInteger(member?.date) ? Number(member?.date) : 0; // without a time it cannot be newer than anything
  const wish = status === 'kicked' ? 'stop' : 'start';
  return { what: 'wish', stop: { ...at, from: senderOf(chat, undefined), wish, at: new Date(seconds * 1000 + 999) } };
}

function wordsOf(at: At, message: Message, text: string): Words {
  const { chat, from, message_id: id, reply_to_message: answered } = message;
  if (!Number.isSafeInteger(id)) throw new Error('no id');
  return {
    ...blank(at, `${chat.id}/${id}`, senderOf(chat, from)),
    text: clean(text),
    saidAt: momentOf(message.date * 1000), // it is handed in for a day
    answers: answered ? [`${chat.id}/${answered.message_id}`] : [],
    ...(/^\/start\b/.test(text) && { wish: 'start' as const }),
  };
}

/** The id of the private chat, which is the person's, says where an answer goes and proves nothing; names are shown and never looked up by. */
function senderOf(chat: Chat, user: User | undefined): Inbound['from'] {
  const name = clean([user?.first_name, user?.last_name].filter(Boolean).join(' ')).slice(0, 100);
  const language = /^[a-z]{2}/.exec(user?.language_code ?? '')?.[0];
  return { kind: 'account', value: `telegram:${chat.id}`, ...(name !== '' && { name }), ...(language && { language }) };
}

const blank = (at: At, externalId: string, from: Inbound['from']): Words => ({
  ...{ ...at, externalId, from, authentic: false, text: '', answers: [], continues: true, automatic: false },
});

/** Seconds of the change, and within one second the place of the update. */
const orderOf = (seconds: number, update: number): number => seconds * 1_000_000 + (update % 1_000_000);

const clean = (text: string): string => text.slice(0, mostText).toWellFormed().replaceAll('\0', '');

const named: readonly (readonly [kind: 'document' | 'audio' | 'voice' | 'video' | 'video_note' | 'animation', name: string])[] = [
  ['animation', 'animation.mp4'],
  ['document', 'file'],
  ['audio', 'audio.mp3'],
  ['voice', 'voice.ogg'],
  ['video', 'video.mp4'],
  ['video_note', 'video.mp4'],
];

function filesIn(message: Message): FileRef[] {
  const photo = message.photo?.at(-1); // the largest comes last
  if (photo) return [ref(photo, 'photo.jpg')];
  const found = named.find(([kind]) => message[kind]);
  const stored = found && message[found[0]];
  return stored ? [ref(stored, found[1])] : [];
}

const ref = ({ file_id: id, file_size: size, file_name: name, mime_type: type }: Stored, usual: string): FileRef => ({
  ...{ id, size: size ?? 0, name: clean(name ?? '').slice(0, 200) || usual, type: clean(type ?? '').slice(0, 100) },
});
