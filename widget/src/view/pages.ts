// The still pages of the panel: waiting, first notice, good-bye. Two choices always weigh the same (EDPB 03/2022).
import type { Answer } from '@parley/contract';
import type { Words } from '../words.ts';
import { button, type Child, h, icon, link } from './dom.ts';

export type View = {
  readonly element: HTMLElement;
  /** What takes the focus when this view appears. */
  readonly focus: () => HTMLElement;
  readonly update?: () => void;
  /** Takes files that were let go over the panel. */
  readonly drop?: (files: Iterable<File>) => void;
};

export function loadingPage(words: Words): View {
  return page(words.loading, [], 'p');
}

export function unavailablePage(words: Words, again: () => void): View {
  return page(words.unavailable, [button(words.tryAgain, again)]);
}

/** First layer of the notice; nothing is kept or sent until the visitor chooses to start. */
export function noticePage(
  words: Words,
  widget: Answer<'readWidget'>,
  changed: boolean,
  run: { start: () => void; notNow: () => void },
): View {
  return page(words.before, [
    changed && h('p', { class: 'small', role: 'status' }, words.noticeChanged),
    h('p', {}, widget.notice.short),
    h('p', { class: 'small' }, link(words.fullNotice, widget.notice.url)),
    pair(button(words.notNow, run.notNow), button(words.start, run.start)),
  ]);
}

export function endPage(words: Words, run: { end: () => void; stay: () => void }): View {
  return page(words.end, [h('p', {}, words.endWhy), pair(button(words.endNo, run.stay), button(words.endYes, run.end))]);
}

export function overPage(words: Words, because: 'erased' | 'unknown', again: () => void): View {
  const erased = because === 'erased';
  return page(erased ? words.erased : words.over, [h('p', {}, erased ? words.erasedWhy : words.overWhy), button(words.again, again)]);
}

/** Where a browser would not open the privacy page by itself. */
export function linkPage(words: Words, url: string, back: () => void): View {
  return page(words.privacy, [h('p', {}, link(words.privacy, url)), button(words.back, back)]);
}

function page(title: string, children: Child[], tag: 'h3' | 'p' = 'h3'): View {
  const heading = h(tag, { tabindex: '-1' }, title);
  return { element: h('div', { class: 'page' }, tag === 'h3' && icon('shield'), heading, ...children), focus: () => heading };
}

export function pair(...choices: Child[]): HTMLElement {
  return h('div', { class: 'pair' }, ...choices);
}
