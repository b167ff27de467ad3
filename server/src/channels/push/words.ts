// The one sentence that is pushed. It stands on a locked screen and passes through others' hands: no name, no company, no word of the message.
const waiting = {
  en: 'You have a new message',
  de: 'Sie haben eine neue Nachricht',
  fr: 'Vous avez un nouveau message',
  es: 'Tiene un mensaje nuevo',
} as const;

export const waitingIn = (language: string): string => waiting[language.slice(0, 2) as keyof typeof waiting] ?? waiting.en;
