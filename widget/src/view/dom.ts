// Builds elements. Text only ever becomes text nodes: there is no way from a string to markup in this widget.
export type Child = Node | string | false | undefined;
type Tags = HTMLElementTagNameMap;
type Traits = Record<string, string | boolean | undefined | ((event: never) => void)>;

/** `on…` functions become listeners, `true` an empty attribute, `false` and undefined none. */
export function h<T extends keyof Tags>(tag: T, traits: Traits = {}, ...children: Child[]): Tags[T] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(traits)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener);
    else if (value === true) element.setAttribute(name, '');
    else if (typeof value === 'string') element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== false && child !== undefined));
  return element;
}

/** A moment as the visitor's own region writes it, where their browser speaks the language of the chat: twelve hours or twenty-four. */
export const written = (at: Date, language: string, style: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat([...navigator.languages.filter((tag) => tag.startsWith(language)), language], style).format(at);

const paths = {
  chat: 'M4 5.5A2.5 2.5 0 0 1 6.5 3h11A2.5 2.5 0 0 1 20 5.5v8a2.5 2.5 0 0 1-2.5 2.5H11l-4.6 4.2c-.5.5-1.4.1-1.4-.6V16A2.5 2.5 0 0 1 4 13.5z',
  close: 'M6 6l12 12M18 6L6 18',
  more: 'M12 5.5v.01M12 12v.01M12 18.5v.01',
  attach: 'M19.5 11.5l-7.4 7.4a4.6 4.6 0 0 1-6.5-6.5l8-8a3 3 0 0 1 4.3 4.3l-7.9 7.9a1.5 1.5 0 0 1-2.1-2.1l6.8-6.8',
  send: 'M4.5 12h7M4.5 12L3 4.8c-.2-.8.6-1.5 1.4-1.1l15.8 7.4c.8.4.8 1.4 0 1.8L4.4 20.3c-.8.4-1.6-.3-1.4-1.1z',
  file: 'M14 3H7.5A1.5 1.5 0 0 0 6 4.5v15A1.5 1.5 0 0 0 7.5 21h9a1.5 1.5 0 0 0 1.5-1.5V7zM14 3v4h4',
  shield: 'M12 3l7 2.5v5.2c0 4.6-2.9 8.4-7 10.3-4.1-1.9-7-5.7-7-10.3V5.5zM9 12l2.2 2.2L15.2 10',
  mail: 'M5 5.5h14A1.5 1.5 0 0 1 20.5 7v10a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 17V7A1.5 1.5 0 0 1 5 5.5zM4 7l8 6 8-6',
  down: 'M12 5v14M6 13l6 6 6-6',
} as const;

/** A line drawing of 24 units, hidden from screen readers: the button around it has the words. */
export function icon(name: keyof typeof paths): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  const path = document.createElementNS(space, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', paths[name]);
  svg.append(path);
  return svg;
}

export function iconButton(name: keyof typeof paths, label: string, traits: Traits): HTMLButtonElement {
  return h('button', { type: 'button', class: 'icon', 'aria-label': label, title: label, ...traits }, icon(name));
}

/** A button of plain words; two of these side by side have equal weight. */
export function button(label: string, run: () => void, traits: Traits = {}): HTMLButtonElement {
  return h('button', { type: 'button', class: 'choice', onclick: run, ...traits }, label);
}

/** A link out of the chat: the other page learns nothing of this one. */
export function link(text: string, href: string, traits: Traits = {}): HTMLAnchorElement {
  return h('a', { href, target: '_blank', rel: 'noopener noreferrer', ...traits }, text);
}

/** Elements the Tab key stops at, in order. */
export function stops(root: ParentNode): HTMLElement[] {
  const all = [...root.querySelectorAll<HTMLElement>('a[href],button,textarea,input,[tabindex="0"]')];
  return all.filter((element) => !element.hasAttribute('disabled') && element.offsetParent !== null);
}
