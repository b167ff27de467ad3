// The messages, as a live log: a row is made once and then only amended, so that a screen reader hears each message once and nothing jumps.

import { pieces } from '../links.ts';
import type { Pending } from '../memory.ts';
import { type Message, type Row, rows } from '../thread.ts';
import type { Visit } from '../visit.ts';
import type { Language, Words } from '../words.ts';
import { attachmentView } from './attachment.ts';
import { type Child, h, icon, link } from './dom.ts';

export type Log = {
  readonly element: HTMLElement /** Leads to messages that came while the visitor read further up. */;
  readonly newest: HTMLElement;
  update(): void;
  toEnd(): void;
};
type Drawn = { element: HTMLElement; signature: string };

export function openLog(words: Words, language: Language, visit: Visit, greeting: () => string): Log {
  const drawn = new Map<string, Drawn>();
  const element = h('div', {
    class: 'log',
    role: 'log',
    'aria-label': words.log,
    tabindex: '0',
    onscroll: () => isAtEnd() && newest.toggleAttribute('hidden', true),
  });
  const newest = h('button', { type: 'button', class: 'newest', hidden: true, onclick: toEnd }, icon('down'), words.newest);
  let first = true;

  function update(): void {
    const { messages, pending, line, loaded } = visit.state();
    const wasAtEnd = isAtEnd();
    const items = rows(messages, pending);
    const lastOfMine = messages.findLast((message) => message.from === 'me')?.id;
    const wanted: [string, Drawn][] = [];
    if (greeting() && loaded) wanted.push(['greeting', drawn.get('greeting') ?? { element: bubbleRow('', greeting(), []), signature: '' }]);
    let day = '';
    let author = '';
    for (const row of items) {
      const at = new Date('message' in row ? row.message.at : row.pending.at);
      if (dayOf(at) !== day) {
        day = dayOf(at);
        author = '';
        wanted.push([day, drawn.get(day) ?? { element: h('div', { class: 'day' }, dayWords(at)), signature: '' }]);
      }
      const by = 'message' in row ? `${row.message.from}:${row.message.author}` : 'me:';
      wanted.push([row.key, draw(row, by !== author, 'message' in row && row.message.id === lastOfMine, line !== 'lost')]);
      author = by;
    }
    place(wanted);
    if (first || wasAtEnd) toEnd();
    else if (wanted.length > drawn.size) newest.toggleAttribute('hidden', false);
    first &&= !loaded;
    drawn.clear();
    for (const [key, one] of wanted) drawn.set(key, one);
  }

  function draw(row: Row, opens: boolean, isLast: boolean, online: boolean): Drawn {
    const progress = visit.progress(row.key);
    const signature = 'message' in row ? `m${isLast}` : `p${row.pending.trouble}${online}${progress}`;
    const known = drawn.get(row.key);
    if (known?.signature === signature) return known;
    const message = 'message' in row ? row.message : undefined;
    const text = 'message' in row ? row.message.text : row.pending.text;
    const from = message?.from ?? 'me';
    const element =
      known?.element ??
      bubbleRow(from, text, [
        opens && from === 'company' && h('div', { class: 'who' }, [message?.author, clock(message?.at)].filter(Boolean).join(' · ')),
        from === 'me' && h('span', { class: 'sr' }, words.you),
      ]);
    const files = message?.attachments ?? [];
    if (message && !element.querySelector('.file,.picture')) for (const file of files) element.append(attachmentView(file, visit));
    element.querySelector('.state')?.remove();
    if ('pending' in row) element.append(waiting(row.pending, online, progress));
    else if (isLast) element.append(h('div', { class: 'state', 'aria-live': 'off' }, `${words.sent} · ${clock(row.message.at)}`));
    return { element, signature };
  }

  function waiting(pending: Pending, online: boolean, progress: number | undefined): HTMLElement {
    if (!pending.trouble) {
      const bar = progress === undefined || progress >= 1 ? undefined : h('progress', { max: '1', value: String(progress) });
      return h('div', { class: 'state', 'aria-live': 'off' }, bar, online ? words.sending : words.waiting);
    }
    const why =
      { 'too-large': words.failedSize, 'unsupported-media': words.failedType, 'file-lost': words.failedFile }[pending.trouble] ??
      words.failed;
    const empty = !pending.text && pending.attachments.length === 0 && pending.trouble === 'file-lost';
    return h(
      'div',
      { class: 'state bad', role: 'alert' },
      why,
      !empty && h('button', { type: 'button', class: 'text', onclick: () => visit.retry(pending.clientId) }, words.tryAgain),
      h('button', { type: 'button', class: 'text', onclick: () => visit.discard(pending.clientId) }, words.remove),
    );
  }

  function place(wanted: [string, Drawn][]): void {
    const keys = new Set(wanted.map(([key]) => key));
    for (const [key, one] of drawn) if (!keys.has(key)) one.element.remove();
    let before: ChildNode | null = element.firstChild;
    for (const [, { element: child }] of wanted) {
      if (child === before) before = before.nextSibling;
      else element.insertBefore(child, before);
    }
  }

  const isAtEnd = () => element.scrollHeight - element.scrollTop - element.clientHeight < 60;
  function toEnd(): void {
    element.scrollTop = element.scrollHeight;
    newest.toggleAttribute('hidden', true);
  }
  const clock = (at: string | undefined) => (at ? new Intl.DateTimeFormat(language, { timeStyle: 'short' }).format(new Date(at)) : '');
  const dayOf = (at: Date) => at.toDateString();
  const dayWords = (at: Date) => {
    const ago = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / 86_400_000);
    return ago === 0 ? words.today : ago === 1 ? words.yesterday : new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(at);
  };
  return { element, newest, update, toEnd };
}

function bubbleRow(from: Message['from'] | '', text: string, before: Child[]): HTMLElement {
  const words = pieces(text).map((piece) =>
    piece.href ? link(piece.text, piece.href, { rel: 'noopener noreferrer nofollow' }) : piece.text,
  );
  return h('div', { class: `row ${from}` }, ...before, text !== '' && h('div', { class: 'bubble' }, ...words));
}
