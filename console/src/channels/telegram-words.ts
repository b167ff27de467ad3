// The words of channels on Telegram.
import { words } from '#lib/language.ts';

export const telegramWords = words(
  {
    provider: 'Carried by',
    sandbox: 'Sandbox: nothing leaves',
    sandboxHint: 'To try it out: messages stay in memory here.',
    telegramHint: 'Telegram becomes a recipient in your register. Until its agreement is entered there, the gate lets nothing leave.',
    token: 'Token of the bot',
    tokenHint: 'BotFather in Telegram gives it: write /newbot there.',
    tokenKept: 'Left empty, the one that is set stays.',
    username: 'Name of the bot',
    usernameHint: 'Such as lantern_bot: people find you by it.',
    optional: 'optional',
  },
  {
    provider: 'Befördert durch',
    sandbox: 'Sandkasten: nichts verlässt das Haus',
    sandboxHint: 'Zum Ausprobieren: Nachrichten bleiben hier im Speicher.',
    telegramHint: 'Telegram wird ein Empfänger in eurem Verzeichnis. Bis dort sein Vertrag steht, lässt die Schranke nichts hinaus.',
    token: 'Token des Bots',
    tokenHint: 'BotFather in Telegram gibt es: dort /newbot schreiben.',
    tokenKept: 'Leer gelassen bleibt das gesetzte.',
    username: 'Name des Bots',
    usernameHint: 'Etwa lantern_bot: Darüber finden euch Menschen.',
    optional: 'freiwillig',
  },
);
