// The one script a site embeds. It draws a button and waits: no request, nothing stored, nothing sent before the visitor opens it.
import { openChat, type ParleyApi } from './control.ts';
import { readSettings } from './settings.ts';

declare global {
  interface Window {
    Parley?: ParleyApi;
  }
}

const script = document.currentScript;
const settings =
  script instanceof HTMLScriptElement && readSettings(script, { language: document.documentElement.lang, preferred: navigator.languages });

if (settings && !window.Parley) {
  if (document.body) start(settings);
  else addEventListener('DOMContentLoaded', () => start(settings), { once: true });
}

function start(chosen: NonNullable<ReturnType<typeof readSettings>>): void {
  window.Parley = openChat(chosen);
  dispatchEvent(new Event('parley:ready')); // for pages that embed with async and want to identify or open at once
}
