// The chat itself: log, composer, and one step away the privacy page. Offers answers by email once, after the first message.
import type { Memory } from '../memory.ts';
import type { Visit } from '../visit.ts';
import type { Language, Words } from '../words.ts';
import { openComposer } from './composer.ts';
import { button, h, icon } from './dom.ts';
import { openLog } from './log.ts';
import { pair, type View } from './pages.ts';

export type ChatParts = {
  readonly words: Words;
  readonly language: Language;
  readonly visit: Visit;
  readonly memory: Memory;
  readonly greeting: () => string;
  /** Text to begin with, saved from a visit that could not be continued. */
  readonly draft: string;
  readonly privacy: () => void;
  readonly email: () => void;
};

export function chatPage(parts: ChatParts): View {
  const { words, visit, memory } = parts;
  const log = openLog(words, parts.language, visit, parts.greeting);
  const composer = openComposer(words, parts.draft, (text, files) => {
    visit.send(text, files);
    log.toEnd();
  });
  const lost = h('div', { class: 'lost', role: 'status', hidden: true });
  const offer = h(
    'div',
    { class: 'note', hidden: true },
    h('p', {}, words.emailOffer),
    pair(button(words.no, decline), button(words.yes, accept)),
  );
  const privacy = h(
    'div',
    { class: 'line' },
    h('button', { type: 'button', class: 'text', onclick: parts.privacy }, icon('shield'), words.privacy),
  );
  const foot = h('div', { class: 'foot' }, log.newest, lost, composer.element, privacy);
  const drop = h('div', { class: 'drop', hidden: true }, words.drop);
  const element = h('div', { class: 'chat', ondragover: over, ondragleave: leave, ondrop: dropped }, log.element, offer, foot, drop);

  function update(): void {
    const { line, loaded, messages, email } = visit.state();
    const isLost = line === 'lost';
    if (lost.hidden === isLost) {
      lost.hidden = !isLost;
      lost.textContent = isLost ? words.lost : '';
    }
    const written = messages.some((message) => message.from === 'me');
    offer.hidden = !(loaded && written && !email && memory.visit()?.offered === false);
    log.update();
  }

  function decline(): void {
    memory.keep({ offered: true });
    update();
    composer.input.focus();
  }

  function accept(): void {
    memory.keep({ offered: true });
    parts.email();
  }

  function over(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    drop.hidden = false;
  }

  function leave(event: DragEvent): void {
    if (!element.contains(event.relatedTarget as Node | null)) drop.hidden = true;
  }

  function dropped(event: DragEvent): void {
    event.preventDefault();
    drop.hidden = true;
    composer.add(event.dataTransfer?.files ?? []);
  }

  return { element, update, focus: () => (matchMedia('(pointer:coarse)').matches ? log.element : composer.input) };
}
