// What the page that embeds the widget said in its script element. Read once, while the script runs; nothing is fetched for it.
import { isColour } from '@parley/contract/accent';
import { isLanguage, type Language } from './words.ts';

export type Settings = {
  /** Public key of the widget. */
  readonly key: string;
  /** Origin of Parley, from the address of the script. */
  readonly server: string;
  readonly language: Language;
  /** Undefined: the company's own colour is taken once the visitor opens the chat. */
  readonly accent: string | undefined;
  /** Signed identity of a logged-in visitor, where the site's server writes it into the page; else `Parley.identify`. */
  readonly identity: string | undefined;
};

/** Undefined when the element names no widget. */
export function readSettings(script: HTMLScriptElement, page: { language: string; preferred: readonly string[] }): Settings | undefined {
  const { key, accent, language, identity } = script.dataset;
  if (!key) return undefined;
  const wished = [language ?? '', page.language, ...page.preferred].map((tag) => tag.slice(0, 2).toLowerCase());
  return {
    key,
    server: new URL(script.src).origin,
    language: wished.find(isLanguage) ?? 'en',
    accent: accent && isColour(accent) ? accent : undefined,
    identity: identity || undefined,
  };
}
