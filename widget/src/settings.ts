// What the page that embeds the widget said in its script element. Read once, while the script runs; nothing is fetched for it.
import { isColour } from '@parley/contract/accent';
import { isLanguage, type Language } from './words.ts';

const houseAccent = '#2f6f5e';

export type Look = { readonly accent: string; readonly side: 'left' | 'right'; readonly theme: 'auto' | 'light' | 'dark' };
export type Settings = {
  /** Public key of the widget. */
  readonly key: string;
  /** Origin of Parley, from the address of the script. */
  readonly server: string;
  readonly language: Language;
  /** Undefined: the company's own colour is taken once the visitor opens the chat. */
  readonly accent: string | undefined;
  /** Undefined: the channel's settings are taken once the visitor opens the chat. */
  readonly side: Look['side'] | undefined;
  readonly theme: Look['theme'] | undefined;
  /** Whether a button is drawn; without one the page opens the chat by itself. */
  readonly launcher: boolean;
  /** Signed identity of a logged-in visitor, where the site's server writes it into the page; else `Parley.identify`. */
  readonly identity: string | undefined;
  /** Path of the service worker that the site hosts, so that visitors can be told of new messages. */
  readonly push: string | undefined;
};

/** What the script element says for this page, else what the channel says, once it has been asked. */
export function lookOf(settings: Settings, widget: Look | undefined): Look {
  return {
    accent: settings.accent ?? widget?.accent ?? houseAccent,
    side: settings.side ?? widget?.side ?? 'right',
    theme: settings.theme ?? widget?.theme ?? 'auto',
  };
}

/** Undefined when the element names no widget. */
export function readSettings(script: HTMLScriptElement, page: { language: string; preferred: readonly string[] }): Settings | undefined {
  const { key, accent, language, identity, side, theme, launcher, push } = script.dataset;
  if (!key) return undefined;
  const wished = [language ?? '', page.language, ...page.preferred].map((tag) => tag.slice(0, 2).toLowerCase());
  return {
    key,
    server: new URL(script.src).origin,
    language: wished.find(isLanguage) ?? 'en',
    accent: accent && isColour(accent) ? accent : undefined,
    side: side === 'left' || side === 'right' ? side : undefined,
    theme: theme === 'auto' || theme === 'light' || theme === 'dark' ? theme : undefined,
    launcher: launcher !== 'none',
    identity: identity || undefined,
    push: push || undefined,
  };
}
