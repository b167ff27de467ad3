// The words of channels on Telegram.
import { words } from '#lib/language.ts';

export const telegramWords = words(
  {
    provider: 'Carried by',
    sandbox: 'Sandbox: nothing leaves',
    sandboxHint: 'To try it out: messages stay in memory here, and you can play the person under Captured mail.',
    telegramHint: 'Telegram becomes a recipient in your register. Until its agreement is entered there, the gate lets nothing leave.',
    token: 'Token of the bot',
    tokenHint: 'BotFather in Telegram gives it: write /newbot there.',
    tokenKept: 'Left empty, the one that is set stays.',
    username: 'Name of the bot',
    usernameHint: 'Such as lantern_bot: people find you by it.',
    optional: 'optional',
    from: 'Their id',
    fromHint: 'One that Telegram gives to nobody, from 5000000000000100 to …199.',
  },
  {
    provider: 'Befördert durch',
    sandbox: 'Sandkasten: nichts verlässt das Haus',
    sandboxHint: 'Zum Ausprobieren: Nachrichten bleiben hier im Speicher, und unter „Abgefangene Mail“ spielst du die Person.',
    telegramHint: 'Telegram wird ein Empfänger in eurem Verzeichnis. Bis dort sein Vertrag steht, lässt die Schranke nichts hinaus.',
    token: 'Token des Bots',
    tokenHint: 'BotFather in Telegram gibt es: dort /newbot schreiben.',
    tokenKept: 'Leer gelassen bleibt das gesetzte.',
    username: 'Name des Bots',
    usernameHint: 'Etwa lantern_bot: Darüber finden euch Menschen.',
    optional: 'freiwillig',
    from: 'Kennung der Person',
    fromHint: 'Eine, die Telegram niemandem gibt: 5000000000000100 bis …199.',
  },
);

/** How the messages of a sandbox may end, by what Telegram answers. */
export const telegramEndWords = words(
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
