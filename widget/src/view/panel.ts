// The frame: launcher and dialog in one shadow root. Before the first opening only the launcher exists; nothing is fetched, stored or sent for it.
// Esc closes (the menu first), Tab stays inside while it is open, and the focus goes back to where it was.
import type { Words } from '../words.ts';
import { h, icon, iconButton, stops } from './dom.ts';
import type { View } from './pages.ts';
import { paint, styleSheet } from './style.ts';

export type MenuItem = { readonly label: string; readonly run: () => void };
export type Panel = {
  isOpen(): boolean;
  open(): void;
  close(): void;
  show(view: View): void;
  view(): View | undefined;
  setTitle(title: string): void;
  setMenu(items: readonly MenuItem[]): void;
  setUnread(count: number): void;
  setAccent(accent: string): void;
  remove(): void;
};

export function openPanel(words: Words, language: string, accent: string, run: { opened: () => void; closed: () => void }): Panel {
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
  const title = h('h2', { id: 'title' }, words.title);
  const more = iconButton('more', words.options, {
    'aria-expanded': 'false',
    'aria-controls': 'menu',
    hidden: true,
    onclick: () => toggleMenu(),
  });
  const menu = h('div', { class: 'menu', id: 'menu', hidden: true });
  const body = h('div', { class: 'body' });
  const head = h('div', { class: 'head' }, title, more, iconButton('close', words.close, { onclick: close }));
  const dialog = h(
    'section',
    { class: 'panel', role: 'dialog', 'aria-labelledby': 'title', tabindex: '-1', onkeydown: key, onclick: outside },
    head,
    menu,
    body,
  );
  const phone = matchMedia('(max-width:30em)');
  let current: View | undefined;
  let before: HTMLElement | undefined;

  root.adoptedStyleSheets = [styleSheet()];
  root.append(launcher, spoken);
  paint(host, accent);
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
    toggleMenu(false);
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

  function toggleMenu(wanted = menu.hidden): void {
    menu.hidden = !wanted;
    more.setAttribute('aria-expanded', String(wanted));
    if (wanted) stops(menu)[0]?.focus();
  }

  function outside(event: Event): void {
    const target = event.target as Node;
    if (!menu.hidden && !menu.contains(target) && !more.contains(target)) toggleMenu(false);
  }

  function key(event: KeyboardEvent): void {
    event.stopPropagation(); // the shortcuts of the page are not meant while somebody writes here
    if (event.key === 'Escape') {
      event.preventDefault();
      if (menu.hidden) close();
      else {
        toggleMenu(false);
        more.focus();
      }
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
    setTitle(text) {
      title.textContent = text;
    },
    setMenu(items) {
      more.hidden = items.length === 0;
      const pick = (item: MenuItem) => () => {
        toggleMenu(false);
        item.run();
      };
      menu.replaceChildren(...items.map((item) => h('button', { type: 'button', onclick: pick(item) }, item.label)));
    },
    setUnread(count) {
      badge.hidden = count === 0;
      badge.textContent = count > 9 ? '9+' : String(count);
      launcher.setAttribute('aria-label', count > 0 ? words.openUnread : words.open);
      spoken.textContent = count > 0 && !dialog.isConnected ? words.newest : '';
    },
    setAccent: (colour) => paint(host, colour),
    remove() {
      dialog.remove();
      host.remove();
    },
  };
}
