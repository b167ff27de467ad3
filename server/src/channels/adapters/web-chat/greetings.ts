// First words of a chat whose company has not written its own.
export const greetings = {
  en: 'Hello! How can we help?',
  de: 'Guten Tag! Wie können wir helfen?',
  fr: 'Bonjour ! Comment pouvons-nous vous aider ?',
  es: '¡Hola! ¿En qué podemos ayudarle?',
} as const;
