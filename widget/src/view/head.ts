// The top of the panel: who looks after the chat (or whose chat it is), the menu, and the way out.
import type { Words } from '../words.ts';
import { h, iconButton, stops } from './dom.ts';
import type { Face, Faces } from './face.ts';

export type MenuItem = { readonly label: string; readonly run: () => void };
export type Who = { readonly name: string; readonly below: string; readonly face: Face; readonly draw: Faces };
export type Head = {
  readonly element: HTMLElement;
  readonly menu: HTMLElement;
  speak(words: Words): void;
  setWho(who: Who): void;
  setMenu(items: readonly MenuItem[]): void;
  toggleMenu(wanted?: boolean): void;
  /** Closes the menu, if it is open, and leaves the focus at its button. */
  leaveMenu(): boolean;
  /** A click beside the menu closes it. */
  outside(event: Event): void;
};

export function openHead(words: Words, close: () => void): Head {
  const title = h('h2', { id: 'title' }, words.title);
  const below = h('p', { hidden: true });
  const face = h('span', { hidden: true });
  const more = iconButton('more', words.options, {
    'aria-expanded': 'false',
    'aria-controls': 'menu',
    hidden: true,
    onclick: () => toggleMenu(),
  });
  const shut = iconButton('close', words.close, { onclick: close });
  const menu = h('div', { class: 'menu', id: 'menu', hidden: true });
  const element = h('div', { class: 'head' }, face, h('div', {}, title, below), more, shut);
  let who: Who | undefined;

  function toggleMenu(wanted = menu.hidden): void {
    menu.hidden = !wanted;
    more.setAttribute('aria-expanded', String(wanted));
    if (wanted) stops(menu)[0]?.focus();
  }

  return {
    element,
    menu,
    speak(spoken) {
      if (!who) title.textContent = spoken.title;
      for (const [button, label] of [
        [more, spoken.options],
        [shut, spoken.close],
      ] as const) {
        button.setAttribute('aria-label', label);
        button.title = label;
      }
    },
    setWho(now) {
      if (who?.name === now.name && who.below === now.below && who.face.photo === now.face.photo) return; // a picture drawn anew would flicker
      who = now;
      title.textContent = now.name;
      below.textContent = now.below;
      below.hidden = now.below === '';
      face.hidden = false;
      face.replaceChildren(now.draw(now.face));
    },
    setMenu(items) {
      more.hidden = items.length === 0;
      const pick = (item: MenuItem) => () => {
        toggleMenu(false);
        item.run();
      };
      menu.replaceChildren(...items.map((item) => h('button', { type: 'button', onclick: pick(item) }, item.label)));
    },
    toggleMenu,
    leaveMenu() {
      if (menu.hidden) return false;
      toggleMenu(false);
      more.focus();
      return true;
    },
    outside({ target }) {
      if (!menu.hidden && !menu.contains(target as Node) && !more.contains(target as Node)) toggleMenu(false);
    },
  };
}
