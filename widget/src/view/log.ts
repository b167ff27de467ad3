// The messages, as a live log: rows in order, days between them, the newest in view unless the visitor reads further up.
import { lastSequence, type Message } from '@parley/sdk';
import { rows } from '../thread.ts';
import { button, h, icon, written } from './dom.ts';
import type { Face } from './face.ts';
import { type Drawn, drawRow, greetingRow, type Rows, typingRow } from './row.ts';

export type Log = {
  readonly element: HTMLElement;
  /** Leads to messages that came while the visitor read further up. */
  readonly newest: HTMLElement;
  /** What screen readers hear besides the messages. */
  readonly spoken: HTMLElement;
  update(): void;
  toEnd(): void;
};

/** `company` greets; whoever looks after the chat writes. */
export function openLog(to: Rows, company: () => { greeting: string; face: Face }): Log {
  const { words, language, visit, faces } = to;
  const drawn = new Map<string, Drawn>();
  const element = h('div', { class: 'log', role: 'log', 'aria-label': words.log, tabindex: '0', onscroll: scrolled });
  const spoken = h('span', { class: 'sr', role: 'status' });
  const newest = h('button', { type: 'button', class: 'newest', hidden: true, onclick: toEnd }, icon('down'), words.newest);
  let atEnd = true;
  let shown = 0;
  let saidAt = 0;
  new ResizeObserver(() => atEnd && toEnd()).observe(element); // something opened below: the last message stays in view

  function update(): void {
    const { messages, loaded } = visit.state();
    place(wanted());
    if (atEnd) toEnd();
    else if (loaded && lastSequence(messages) > shown && messages.at(-1)?.from !== 'me') newest.hidden = false;
    shown = lastSequence(messages);
    say();
  }

  /** Says that somebody writes, but not again and again. */
  function say(): void {
    const { typing, agent } = visit.state();
    if (!typing) spoken.textContent = '';
    else if (spoken.textContent === '' && Date.now() - saidAt > 60_000) {
      saidAt = Date.now();
      spoken.textContent = agent ? `${agent.name} ${words.typing}` : words.writes;
    }
  }

  function wanted(): Map<string, Drawn> {
    const { messages, pending, line, loaded, typing, agent } = visit.state();
    const lastOfMine = messages.findLast((message) => message.from === 'me')?.id;
    const list = new Map<string, Drawn>();
    const once = (key: string, make: () => HTMLElement) => list.set(key, drawn.get(key) ?? { element: make(), signature: '' });
    const { greeting, face } = company();
    if (greeting && loaded) once('greeting', () => greetingRow(greeting, faces(face)));
    let day = '';
    let author = '';
    for (const row of rows(messages, pending)) {
      const at = new Date('message' in row ? row.message.at : row.pending.at);
      const by = 'message' in row ? row.message.from + row.message.author : 'me';
      if (at.toDateString() !== day) {
        day = at.toDateString();
        author = '';
        once(day, () => h('div', { class: 'day' }, dayWords(at)));
      }
      const where = { opens: by !== author, isLastOfMine: 'message' in row && row.message.id === lastOfMine, online: line !== 'lost' };
      list.set(row.key, drawRow(to, row, where, drawn.get(row.key)));
      author = by;
    }
    const last = pending.every(({ trouble }) => trouble) ? messages.at(-1) : undefined; // what was answered is no longer asked; what was refused is no answer
    if (last?.choices?.length) once(`${last.id}?`, () => choicesRow(last));
    if (typing) once('typing', () => typingRow(faces(agent ?? face)));
    return list;
  }

  /** Tapping one says it; the focus stays in the log, since the buttons go. */
  function choicesRow({ text, choices }: Message): HTMLElement {
    const pick = (title: string) => () => {
      element.focus();
      visit.send(title, []);
    };
    return h(
      'div',
      { class: 'row company' },
      h('div', { class: 'files', role: 'group', 'aria-label': text }, ...choices.map((title) => button(title, pick(title)))),
    );
  }

  /** Moves nothing that already stands in its place. */
  function place(list: Map<string, Drawn>): void {
    for (const [key, one] of drawn) if (list.get(key)?.element !== one.element) one.element.remove();
    let before = element.firstChild;
    drawn.clear();
    for (const [key, one] of list) {
      if (one.element === before) before = before.nextSibling;
      else element.insertBefore(one.element, before);
      drawn.set(key, one);
    }
  }

  function scrolled(): void {
    atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 40;
    if (atEnd) newest.hidden = true;
  }

  function toEnd(): void {
    element.scrollTop = element.scrollHeight;
    atEnd = true;
    newest.hidden = true;
  }

  function dayWords(at: Date): string {
    const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / 86_400_000);
    return [words.today, words.yesterday][days] ?? written(at, language, { dateStyle: 'medium' });
  }

  return { element, newest, spoken, update, toEnd };
}
