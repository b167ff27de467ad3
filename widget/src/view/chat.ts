// The chat itself: log and composer. Offers answers by email after the first message, and once more when nobody answers (offer.ts).
import type { Memory } from '../memory.ts';
import { offerAt } from '../offer.ts';
import { openComposer } from './composer.ts';
import { button, h } from './dom.ts';
import type { Face } from './face.ts';
import { openLog } from './log.ts';
import { pair, type View } from './pages.ts';
import type { Rows } from './row.ts';

export type ChatParts = Rows & {
  readonly memory: Memory;
  readonly company: () => { greeting: string; face: Face };
  /** Text to begin with, saved from a visit that could not be continued. */
  readonly draft: string;
  readonly email: () => void;
};

export function chatPage(parts: ChatParts): View {
  const { words, visit, memory } = parts;
  const log = openLog(parts, parts.company);
  const composer = openComposer(words, parts.draft, {
    send(text, files) {
      visit.send(text, files);
      log.toEnd();
    },
    writes: visit.writes,
  });
  const lost = h('div', { class: 'lost', role: 'status', hidden: true });
  const offerWords = h('p');
  const offer = h('div', { class: 'note', hidden: true }, offerWords, pair(button(words.no, decline), button(words.yes, accept)));
  const foot = h('div', { class: 'foot' }, log.newest, lost, composer.element);
  const element = h('div', { class: 'chat' }, log.element, log.spoken, offer, foot);
  let waiting: ReturnType<typeof setTimeout> | undefined;

  function update(): void {
    const isLost = visit.state().line === 'lost';
    if (lost.hidden === isLost) {
      lost.hidden = !isLost;
      lost.textContent = isLost ? words.lost : '';
    }
    makeOffer();
    log.update();
  }

  function makeOffer(): void {
    const made = offerAt({ ...visit.state(), offered: Number(memory.visit()?.offered ?? 2) }, Date.now());
    clearTimeout(waiting);
    if (made.again !== undefined) waiting = setTimeout(() => element.isConnected && makeOffer(), made.again);
    offer.hidden = !made.offer;
    offerWords.textContent = made.offer === 'later' ? words.emailLater : words.emailOffer;
  }

  /** The offer was answered, either way. */
  function answered(): void {
    memory.keep({ offered: Number(memory.visit()?.offered ?? 0) + 1 });
  }

  function decline(): void {
    answered();
    update();
    composer.input.focus();
  }

  function accept(): void {
    answered();
    parts.email();
  }

  return { element, update, drop: composer.add, focus: () => (matchMedia('(pointer:coarse)').matches ? log.element : composer.input) };
}
