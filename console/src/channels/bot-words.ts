// The words of channels that are a bot at a messenger; those of a setting under the channel and its name.
import { type Words, words } from '#lib/language.ts';
import type { BotKind } from './bot-kinds.ts';

export const botWords = words(
  {
    provider: 'Carried by',
    sandbox: 'Sandbox: nothing leaves',
    sandboxHint: 'To try it out: messages stay in memory here, and you can play the person under Sandbox.',
    realHint: (name: string) =>
      `${name} becomes a recipient in your register. Until its agreement is entered there, the gate lets nothing leave.`,
    kept: 'Left empty, what is set stays.',
    optional: 'optional',
    from: 'Their id',
    fromHint: 'One that Telegram gives to nobody, from 5000000000000100 to …199.',
    'telegram.token': 'Token of the bot',
    'telegram.token.hint': 'BotFather in Telegram gives it: write /newbot there.',
    'telegram.username': 'Name of the bot',
    'telegram.username.hint': 'Such as lantern_bot: people find you by it.',
    'viber.token': 'Token of the bot',
    'viber.token.hint': 'Viber shows it as “Your app key”, under More, Settings, Bots, Edit info.',
    'viber.uri': 'Name in the link',
    'viber.uri.hint': 'Such as lanternloom: people find you by it.',
    'viber.avatar': 'Address of a picture',
    'viber.avatar.hint': 'Shown beside what you write; https, under 100 kB.',
    'line.channelId': 'Channel id',
    'line.channelId.hint': 'Of the Messaging API channel, in the LINE Developers Console.',
    'line.channelSecret': 'Channel secret',
    'line.channelSecret.hint': 'It stands beside the id; what LINE hands in is signed with it.',
    'line.token': 'Access token',
    'line.token.hint': 'Only if you want a long-lived one. Without it, tokens for fifteen minutes are asked for.',
    'line.basicId': 'Basic id',
    'line.basicId.hint': 'Such as @lantern: people find you by it.',
    'line.names': 'Names of people',
    'line.names.hint': 'LINE tells none by itself. Asked once, of who writes for the first time.',
    'line.names.no': 'Do not ask LINE',
    'line.names.yes': 'Ask LINE for the name that somebody shows',
    webhook: (name: string) => `${name} calls it for what people write to the bot. One press sets it there.`,
    connect: (name: string) => `Set it at ${name}`,
  },
  {
    provider: 'Befördert durch',
    sandbox: 'Sandkasten: nichts verlässt das Haus',
    sandboxHint: 'Zum Ausprobieren: Nachrichten bleiben hier im Speicher, und unter „Sandkasten“ spielst du die Person.',
    realHint: (name: string) =>
      `${name} wird ein Empfänger in eurem Verzeichnis. Bis dort der Vertrag steht, lässt die Schranke nichts hinaus.`,
    kept: 'Leer gelassen bleibt, was gesetzt ist.',
    optional: 'freiwillig',
    from: 'Kennung der Person',
    fromHint: 'Eine, die Telegram niemandem gibt: 5000000000000100 bis …199.',
    'telegram.token': 'Token des Bots',
    'telegram.token.hint': 'BotFather in Telegram gibt es: dort /newbot schreiben.',
    'telegram.username': 'Name des Bots',
    'telegram.username.hint': 'Etwa lantern_bot: Darüber finden euch Menschen.',
    'viber.token': 'Token des Bots',
    'viber.token.hint': 'Viber zeigt es als „Your app key“, unter Mehr, Einstellungen, Bots, Info bearbeiten.',
    'viber.uri': 'Name im Link',
    'viber.uri.hint': 'Etwa lanternloom: Darüber finden euch Menschen.',
    'viber.avatar': 'Adresse eines Bildes',
    'viber.avatar.hint': 'Steht neben dem, was ihr schreibt; https, unter 100 kB.',
    'line.channelId': 'Channel-ID',
    'line.channelId.hint': 'Des Messaging-API-Kanals, in der LINE Developers Console.',
    'line.channelSecret': 'Channel-Secret',
    'line.channelSecret.hint': 'Steht neben der ID; damit ist signiert, was LINE hereingibt.',
    'line.token': 'Access-Token',
    'line.token.hint': 'Nur, wenn ihr ein langlebiges wollt. Sonst werden Token für fünfzehn Minuten geholt.',
    'line.basicId': 'Basic-ID',
    'line.basicId.hint': 'Etwa @lantern: Darüber finden euch Menschen.',
    'line.names': 'Namen der Menschen',
    'line.names.hint': 'LINE sagt von sich aus keinen. Gefragt wird einmal, wenn jemand zum ersten Mal schreibt.',
    'line.names.no': 'LINE nicht fragen',
    'line.names.yes': 'LINE nach dem Namen fragen, den jemand zeigt',
    webhook: (name: string) => `${name} ruft ihn auf, wenn jemand dem Bot schreibt. Ein Druck trägt ihn dort ein.`,
    connect: (name: string) => `Bei ${name} eintragen`,
  },
);

/** How the messages of a sandbox may end, by what the messenger answers. */
const telegramEndWords = words(
  {
    delivered: 'They arrive',
    '400': 'Person has not started the bot (400)',
    '403': 'Person has blocked the bot (403)',
    '429': 'Too many at once (429)',
    '503': 'Telegram is away (503)',
  },
  {
    delivered: 'Sie kommen an',
    '400': 'Person hat den Bot nicht gestartet (400)',
    '403': 'Person hat den Bot blockiert (403)',
    '429': 'Zu viele auf einmal (429)',
    '503': 'Telegram ist fort (503)',
  },
);

const viberEndWords = words(
  {
    delivered: 'They arrive',
    '6': 'Person has unsubscribed (6)',
    '3': 'Message is not taken (3)',
    '9': 'Bot is suspended (9)',
    '12': 'Too many at once (12)',
    '503': 'Viber is away (503)',
  },
  {
    delivered: 'Sie kommen an',
    '6': 'Person hat sich abgemeldet (6)',
    '3': 'Nachricht wird nicht angenommen (3)',
    '9': 'Bot ist gesperrt (9)',
    '12': 'Zu viele auf einmal (12)',
    '503': 'Viber ist fort (503)',
  },
);

const lineEndWords = words(
  {
    delivered: 'They arrive',
    '400': 'Message is not taken (400)',
    '429': 'Too many at once (429)',
    '430': 'No messages left this month',
    '503': 'LINE is away (503)',
  },
  {
    delivered: 'Sie kommen an',
    '400': 'Nachricht wird nicht angenommen (400)',
    '429': 'Zu viele auf einmal (429)',
    '430': 'Nachrichten des Monats sind verbraucht',
    '503': 'LINE ist fort (503)',
  },
);

export const botEndWords: Readonly<Record<BotKind, Words<Record<string, string>>>> = {
  telegram: telegramEndWords,
  viber: viberEndWords,
  line: lineEndWords,
};
