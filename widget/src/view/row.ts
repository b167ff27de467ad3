// One message in the log: made once, then only amended (waiting, sent, refused), so that a screen reader hears it once.

import type { Message } from '@parley/sdk';
import { pieces } from '../links.ts';
import type { Pending } from '../memory.ts';
import type { Row } from '../thread.ts';
import type { Visit } from '../visit.ts';
import type { Language, Words } from '../words.ts';
import { attachmentView } from './attachment.ts';
import { type Child, h, link, written } from './dom.ts';
import type { Face, Faces } from './face.ts';

/** What every row is drawn with. */
export type Rows = { readonly words: Words; readonly language: Language; readonly visit: Visit; readonly faces: Faces };
export type Drawn = { readonly element: HTMLElement; readonly signature: string };
export type Place = {
  /** First of its author in a run: shows who and when. */
  readonly opens: boolean;
  /** Last acknowledged message of the visitor: shows that it was sent. */
  readonly isLastOfMine: boolean;
  readonly online: boolean;
};

/** Gives back what is there when nothing about it changed. */
export function drawRow(to: Rows, row: Row, place: Place, known: Drawn | undefined): Drawn {
  const { words, language, visit } = to;
  const progress = visit.progress(row.key);
  const signature = 'message' in row ? `m${place.isLastOfMine}` : `p${row.pending.trouble}${place.online}${progress}`;
  if (known?.signature === signature) return known;
  const clock = (at: string) => written(new Date(at), language, { timeStyle: 'short' });
  // what was masked takes the place of what was typed
  const isMasked = 'message' in row && row.message.masked.length > 0;
  const kept = isMasked && known?.signature.startsWith('p') ? undefined : known?.element;
  const element =
    kept ?? ('message' in row ? messageRow(to, row.message, place.opens, clock) : bubbleRow('me', row.pending.text, [mine(words)]));
  element.querySelector('.state')?.remove();
  if ('pending' in row) element.append(pendingState(words, visit, row.pending, place.online, progress));
  else {
    if (!element.querySelector('.file,.picture')) element.append(...row.message.attachments.map((file) => attachmentView(file, visit)));
    if (place.isLastOfMine) element.append(h('div', { class: 'state', 'aria-live': 'off' }, `${words.sent} · ${clock(row.message.at)}`));
  }
  return { element, signature };
}

/** A bubble of the company that is no message: the greeting. */
export function greetingRow(text: string, face: HTMLElement): HTMLElement {
  return bubbleRow('company', text, [face]);
}

/** Somebody writes: three dots for the eye; the words for it are said elsewhere, once. */
export function typingRow(face: HTMLElement): HTMLElement {
  return h('div', { class: 'row company', 'aria-hidden': 'true' }, face, h('div', { class: 'bubble typing' }, h('i'), h('i'), h('i')));
}

function messageRow({ words, faces }: Rows, message: Message, opens: boolean, clock: (at: string) => string): HTMLElement {
  const who = message.author ? `${message.author} · ${clock(message.at)}` : clock(message.at);
  const row = bubbleRow(message.from, message.text, [
    ...(message.from === 'me' ? [mine(words)] : []),
    ...(opens && message.from === 'company' ? [faces(faceOf(message)), h('div', { class: 'who' }, who)] : []),
  ]);
  if (message.masked.length > 0) row.append(h('div', { class: 'hidden-words' }, words.masked));
  return row;
}

const faceOf = ({ author, photo }: Message): Face => ({ name: author, photo });

function mine(words: Words): HTMLElement {
  return h('span', { class: 'sr' }, words.you);
}

function bubbleRow(from: Message['from'], text: string, before: Child[]): HTMLElement {
  const parts = pieces(text).map((piece) =>
    piece.href ? link(piece.text, piece.href, { rel: 'noopener noreferrer nofollow' }) : piece.text,
  );
  return h('div', { class: `row ${from}` }, ...before, text !== '' && h('div', { class: 'bubble' }, ...parts));
}

function pendingState(words: Words, visit: Visit, pending: Pending, online: boolean, progress: number | undefined): HTMLElement {
  if (!pending.trouble) {
    const bar = progress !== undefined && progress < 1 && h('progress', { max: '1', value: String(progress), 'aria-label': words.sending });
    const cancel = bar && h('button', { type: 'button', class: 'text', onclick: () => visit.cancel(pending.clientId) }, words.cancel);
    return h('div', { class: 'state', 'aria-live': 'off' }, bar, online ? words.sending : words.waiting, cancel);
  }
  const why =
    { 'too-large': words.failedSize, 'unsupported-media': words.failedType, 'file-lost': words.failedFile }[pending.trouble] ??
    words.failed;
  const act = (label: string, run: () => void) => h('button', { type: 'button', class: 'text', onclick: run }, label);
  const something = pending.text !== '' || pending.attachments.length > 0;
  const again = something && act(words.tryAgain, () => visit.retry(pending.clientId));
  return h(
    'div',
    { class: 'state bad', role: 'alert' },
    why,
    again,
    act(words.remove, () => visit.discard(pending.clientId)),
  );
}
