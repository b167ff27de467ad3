// What the channels do unless told otherwise.
import { builtIn, hours, type Setting } from '#kit/setting';
import { listAccounts } from './accounts.ts';
import { mostHours } from './adapters/email/outgoing/capture.ts';
import { limits } from './adapters/web-chat/limits.ts';
import { routes } from './adapters/web-chat/routes.ts';
import { lentDays } from './lent.ts';
import { signalSettings } from './signals/setting.ts';

const [messages, messageSeconds] = limits.message;
/** The door that a page opens for a chat nobody has begun: without a purpose no person can be read or written. */
const touchesNobody = routes.find((route) => route.name === 'readWidget')?.purpose === null;

export const channelsSettings: readonly Setting[] = [
  {
    code: 'channels.chat-before-it-is-opened',
    group: 'privacy',
    title: { en: 'What Parley keeps of a visitor before the chat is begun', de: 'Was Parley von Besuchern behält, bevor der Chat beginnt' },
    reason: {
      en: 'Being on a page is not a wish to be known.',
      de: 'Auf einer Seite zu sein heißt nicht, bekannt sein zu wollen.',
    },
    article: '5(1)(c)',
    standard: touchesNobody ? { en: 'nothing', de: 'nichts' } : { en: 'a visit', de: 'einen Besuch' },
    ...builtIn,
  },
  {
    code: 'channels.chat-origins',
    group: 'channels',
    title: { en: 'Sites that may show the chat', de: 'Seiten, die den Chat zeigen dürfen' },
    reason: {
      en: 'It works at once wherever you put it. Name your sites, and no other can show it.',
      de: 'Er läuft sofort, wo ihr ihn einbaut. Nennt eure Seiten, dann zeigt ihn keine andere.',
    },
    article: '32(1)',
    standard: sites(0),
    value: async (ctx) => {
      const chats = (await listAccounts(ctx)).filter((account) => account.adapter.name === 'web-chat');
      return sites(Math.min(...chats.map((chat) => (chat.account.settings['origins'] as readonly string[]).length), Infinity));
    },
    where: 'console',
    page: '/channels',
  },
  {
    code: 'channels.chat-messages',
    group: 'security',
    title: { en: 'Messages a minute from one visitor', de: 'Nachrichten je Minute von einem Besucher' },
    reason: {
      en: 'Enough for any person, too little to fill a disk.',
      de: 'Genug für jeden Menschen, zu wenig, um eine Platte zu füllen.',
    },
    article: '32(1)(b)',
    standard: { en: String((messages * 60) / messageSeconds), de: String((messages * 60) / messageSeconds) },
    ...builtIn,
  },
  {
    code: 'channels.captured-mail',
    group: 'privacy',
    title: { en: 'Captured mail is forgotten after', de: 'Abgefangene Mail wird vergessen nach' },
    reason: {
      en: 'Without a relay nothing leaves the house; what would have left can be looked at, in memory only.',
      de: 'Ohne Relay verlässt nichts das Haus; was gegangen wäre, lässt sich ansehen, nur im Speicher.',
    },
    article: '5(1)(e)',
    standard: hours(mostHours),
    ...builtIn,
  },
  {
    code: 'channels.lent-files',
    group: 'privacy',
    title: { en: 'Files that a messenger fetches from here, for', de: 'Dateien, die ein Messenger hier abholt, für' },
    reason: {
      en: 'Some take an address instead of the file. It opens while the message may still be sent, and after an erasure at once no more.',
      de: 'Manche nehmen statt der Datei eine Adresse. Sie öffnet, solange die Nachricht gesendet werden darf, nach einer Löschung sofort nicht mehr.',
    },
    article: '5(1)(e)',
    standard: { en: `${lentDays} days`, de: `${lentDays} Tage` },
    ...builtIn,
  },
  ...signalSettings,
];

function sites(count: number) {
  if (count === 0 || count === Infinity) return { en: 'any', de: 'alle' };
  return { en: `${count} named`, de: `${count} benannte` };
}
