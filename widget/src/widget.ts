// The one script a site embeds. It draws a button and waits: no request, nothing stored, nothing sent before the visitor opens it.
import { openApi, openByClick, type ParleyApi } from './api.ts';
import { openChat } from './control.ts';
import { readSettings, type Settings } from './settings.ts';

declare global {
  interface Window {
    /** The chat; before it has loaded, a list of calls to make (docs/guides/web-chat.md); or something of the page's own, which is left alone. */
    Parley?: ParleyApi | unknown[] | undefined;
  }
}

const drawn = Symbol.for('parley.chat'); // a script embedded twice draws one chat
const page = window as Window & { [drawn]?: true };
const script = document.currentScript;
const settings =
  script instanceof HTMLScriptElement && readSettings(script, { language: document.documentElement.lang, preferred: navigator.languages });

if (settings && !page[drawn]) {
  page[drawn] = true;
  if (document.body) start(settings);
  else addEventListener('DOMContentLoaded', () => start(settings), { once: true });
}

function start(chosen: Settings): void {
  const api = openApi((tell) => openChat(chosen, tell));
  openByClick(document, api.open);
  const before = window.Parley;
  if (before === undefined || Array.isArray(before)) window.Parley = api;
  if (Array.isArray(before)) api.push(...before);
  dispatchEvent(new CustomEvent('parley:ready', { detail: api })); // the only way to it where the name is taken
}
