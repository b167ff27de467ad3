// The few words that we ourselves put into a mail.

const words = {
  en: { footer: 'Your privacy and preferences:', subject: 'Your message', code: 'Your code' },
  de: { footer: 'Ihr Datenschutz und Ihre Einstellungen:', subject: 'Ihre Nachricht', code: 'Ihr Code' },
  fr: { footer: 'Votre vie privée et vos préférences :', subject: 'Votre message', code: 'Votre code' },
  es: { footer: 'Su privacidad y sus preferencias:', subject: 'Su mensaje', code: 'Su código' },
} as const;

export type MailWords = { readonly footer: string; readonly subject: string; readonly code: string };

/** Words in a language (ISO 639-1), English when we do not have it. */
export function mailWords(language: string): MailWords {
  return words[language.slice(0, 2).toLowerCase() as keyof typeof words] ?? words.en;
}
