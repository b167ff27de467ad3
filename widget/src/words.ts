// The words of the widget. English and the few words of the button are in the script; the other languages are a small file of their own, fetched
// from Parley once the visitor opens the chat. When that fails the chat speaks English.
import { en, type Words } from './words/en.ts';

type Launch = Pick<Words, 'open' | 'openUnread' | 'close' | 'loading' | 'newest'>;
const launch = {
  en,
  de: {
    open: 'Chat mit uns',
    openUnread: 'Chat mit uns, neue Nachrichten',
    close: 'Chat schließen',
    loading: 'Einen Moment…',
    newest: 'Neue Nachrichten',
  },
  fr: {
    open: 'Discuter avec nous',
    openUnread: 'Discuter avec nous, nouveaux messages',
    close: 'Fermer la discussion',
    loading: 'Un instant…',
    newest: 'Nouveaux messages',
  },
  es: {
    open: 'Hable con nosotros',
    openUnread: 'Hable con nosotros, mensajes nuevos',
    close: 'Cerrar el chat',
    loading: 'Un momento…',
    newest: 'Mensajes nuevos',
  },
} satisfies Record<string, Launch>;

export type Language = keyof typeof launch;
export type { Words } from './words/en.ts';

/** What is known without asking anybody: English, and the button in the language wished for. */
export function firstWords(language: Language): Words {
  return { ...en, ...launch[language] };
}

/** All words of a language from Parley; undefined when they cannot be had. A word that the file does not have stays English. */
export async function fetchWords(server: string, language: Language, get: typeof fetch = fetch): Promise<Words | undefined> {
  if (language === 'en') return en;
  try {
    const answer = await get(`${server}/widget/words-${language}.json`, { credentials: 'omit', signal: AbortSignal.timeout(8_000) });
    const given = answer.ok ? ((await answer.json()) as Record<string, unknown>) : undefined;
    return (
      given && { ...en, ...Object.fromEntries(Object.entries(given).filter(([name, text]) => name in en && typeof text === 'string')) }
    );
  } catch {
    return undefined;
  }
}

export function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(launch, tag);
}
