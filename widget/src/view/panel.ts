// The frame: launcher and dialog in one shadow root. Before the first opening only the launcher exists; nothing is fetched, stored or sent for it.
// Esc closes (the menu first), Tab stays inside while it is open, and the focus goes back to where it was.
import type { Look } from '../settings.ts';
import type { Words } from '../words.ts';
import { h, icon, stops } from './dom.ts';
import { type Head, openHead } from './head.ts';
import type { View } from './pages.ts';
import { paint, styleSheet } from './style.ts';

export type Panel = Pick<Head, 'setWho' | 'setMenu'> & {
  isOpen(): boolean;
  open(): void;
  close(): void;
  show(view: View): void;
  view(): View | undefined;
  /** From here on in these words. */
  speak(words: Words, language: string): void;
  /** Whether the privacy page is offered below; not where the page itself leads there. */
  setPrivacy(shown: boolean): void;
  setUnread(count: number): void;
  setLook(look: Look): void;
  remove(): void;
};
export type PanelParts = {
  readonly words: Words;
  readonly language: string;
  readonly look: Look;
  readonly launcher: boolean;
  readonly opened: () => void;
  readonly closed: () => void;
  readonly privacy: () => void;
};

export function openPanel({ look, language, launcher: drawn, ...run }: PanelParts): Panel {
  let { words } = run;
  const host = h('div', { lang: language, 'data-parley': true });
  const root = host.attachShadow({ mode: 'open' });
  const badge = h('span', { class: 'badge', hidden: true });
  const launcher = h(
    'button',
    { type: 'button', class: 'launch', 'aria-haspopup': 'dialog', 'aria-label': words.open, onclick: open },
    icon('chat'),
    badge,
  );
  const spoken = h('span', { class: 'sr', role: 'status' });
  const head = openHead(words, close);
  const body = h('div', { class: 'body' });
  const privacyWords = h('span', {}, words.privacy);
  const privacy = h(
    'div',
    { class: 'line', hidden: true },
    h('button', { type: 'button', class: 'text', onclick: run.privacy }, icon('shield'), privacyWords),
  );
  const dropping = h('div', { class: 'drop', hidden: true }, words.drop);
  const dialog = h(
    'section',
    {
      class: 'panel',
      role: 'dialog',
      'aria-labelledby': 'title',
      tabindex: '-1',
      onkeydown: key,
      onclick: head.outside,
      ondragover: over,
      ondragleave: leave,
      ondrop: drop,
    },
    head.element,
    head.menu,
    body,
    privacy,
    dropping,
  );
  const phone = matchMedia('(max-width:30em)');
  let current: View | undefined;
  let before: HTMLElement | undefined;

  root.adoptedStyleSheets = [styleSheet()];
  root.append(...(drawn ? [launcher] : []), spoken);
  paint(host, look);
  document.body.append(host);

  function open(): void {
    if (dialog.isConnected) return;
    before = root.activeElement === launcher ? launcher : ((document.activeElement as HTMLElement | null) ?? launcher);
    launcher.hidden = true;
    dialog.setAttribute('aria-modal', String(phone.matches)); // on a wide screen the page beside it can still be used
    root.append(dialog);
    fitScreen();
    visualViewport?.addEventListener('resize', fitScreen);
    run.opened();
  }

  function close(): void {
    if (!dialog.isConnected) return;
    head.toggleMenu(false);
    dialog.remove();
    visualViewport?.removeEventListener('resize', fitScreen);
    launcher.hidden = false;
    (before?.isConnected && before !== document.body ? before : launcher).focus();
    run.closed();
  }

  /** On a phone the keyboard takes a part of the screen: the panel keeps to the rest. */
  function fitScreen(): void {
    dialog.style.height = phone.matches && visualViewport ? `${visualViewport.height}px` : '';
  }

  function key(event: KeyboardEvent): void {
    event.stopPropagation(); // the shortcuts of the page are not meant while somebody writes here
    if (event.key === 'Escape') {
      event.preventDefault();
      if (!head.leaveMenu()) close();
    }
    if (event.key !== 'Tab') return;
    const all = stops(dialog);
    const [first, last] = [all[0], all.at(-1)];
    const at = root.activeElement;
    if (event.shiftKey ? at === first || at === dialog : at === last) {
      event.preventDefault();
      (event.shiftKey ? last : first)?.focus();
    }
  }

  /** A file let go anywhere here must not make the browser leave the page for it. */
  function over(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = current?.drop ? 'copy' : 'none';
    dropping.hidden = !current?.drop;
  }

  function leave(event: DragEvent): void {
    if (!dialog.contains(event.relatedTarget as Node | null)) dropping.hidden = true;
  }

  function drop(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    dropping.hidden = true;
    current?.drop?.(event.dataTransfer.files);
  }

  return {
    isOpen: () => dialog.isConnected,
    open,
    close,
    view: () => current,
    show(view) {
      current = view;
      body.replaceChildren(view.element);
      view.update?.();
      if (dialog.isConnected) view.focus().focus();
    },
    setWho: head.setWho,
    setMenu: head.setMenu,
    speak(all, spokenLanguage) {
      words = all;
      host.lang = spokenLanguage;
      privacyWords.textContent = words.privacy;
      dropping.textContent = words.drop;
      head.speak(words);
    },
    setPrivacy(shown) {
      privacy.hidden = !shown;
    },
    setUnread(count) {
      badge.hidden = count === 0;
      badge.textContent = count > 9 ? '9+' : String(count);
      launcher.setAttribute('aria-label', count > 0 ? words.openUnread : words.open);
      spoken.textContent = count > 0 && !dialog.isConnected ? words.newest : '';
    },
    setLook: (now) => paint(host, now),
    remove() {
      dialog.remove();
      host.remove();
    },
  };
}
