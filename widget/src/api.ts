// What the page may ask of the chat, before or after this script has loaded, and what it is told: that something happened and how much, never a word of it.
import type { Chat } from './chat.ts';
import { tellDeveloper } from './developer.ts';

export type Happening = 'open' | 'close' | 'message' | 'unread';
/** Tells the page; `count` is how many messages came (`message`) or wait (`unread`). */
export type Tell = (what: Happening, count?: number) => void;
export type ParleyApi = Omit<Chat, 'language'> & {
  language: Chat['language'];
  /** Hears of something until the function it gives back is called. */
  on(what: Happening, hear: (told: { count: number }) => void): () => void;
  /** A call written down as `['open']` or `['identify', identity]`, as those from before the script had loaded. */
  push(...calls: unknown[]): void;
};

/** `start` draws the chat, and is given how to tell the page. */
export function openApi(start: (tell: Tell) => Chat): ParleyApi {
  const ears = new Map<Happening, Set<(told: { count: number }) => void>>();
  const chat = start((what, count = 0) => {
    for (const hear of ears.get(what) ?? []) attempt(() => hear({ count }));
  });
  const api: ParleyApi = Object.defineProperty(
    {
      ...chat,
      on(what, hear) {
        const all = ears.get(what) ?? new Set();
        ears.set(what, all.add(hear));
        return () => void all.delete(hear);
      },
      push(...calls) {
        for (const call of calls) if (Array.isArray(call)) attempt(() => carryOut(api, call));
      },
    } as ParleyApi,
    'language',
    { get: () => chat.language, set: (wanted) => (chat.language = wanted) },
  );
  return api;
}

/** Opens the chat for every element that carries `data-parley-open`, also for one that the page adds later. */
export function openByClick(page: EventTarget, open: () => void): void {
  page.addEventListener('click', (event) => {
    if (!event.composedPath().some((each) => each instanceof Element && each.hasAttribute('data-parley-open'))) return;
    event.preventDefault(); // a link there leads somewhere only without this script
    open();
  });
}

function carryOut(api: ParleyApi, [name, ...given]: unknown[]): void {
  const verbs: readonly unknown[] = ['open', 'close', 'on', 'identify', 'forget'];
  if (!verbs.includes(name)) throw new Error(`there is no ${String(name)}`);
  (api[name as 'open'] as (...all: unknown[]) => void)(...given);
}

/** A fault in the page's own function must not stop the chat. */
function attempt(run: () => void): void {
  try {
    run();
  } catch (error) {
    tellDeveloper('a function of this page failed', error);
  }
}
