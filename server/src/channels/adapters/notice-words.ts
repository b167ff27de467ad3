// What stands below the first message to somebody whose data came from elsewhere (Art. 14(3)(b)).

/** The way to the notice, in the reader's language or English (Art. 14(3)(b)). */
export const noticeWords = (language: string, url: string): string =>
  `\n\n${cameFrom[language.slice(0, 2) as keyof typeof cameFrom] ?? cameFrom.en} ${url}`;

const cameFrom = {
  en: 'Where we have your data from, and your rights:',
  de: 'Woher wir Ihre Daten haben, und Ihre Rechte:',
  fr: 'D’où viennent vos données, et vos droits :',
  es: 'De dónde tenemos sus datos y cuáles son sus derechos:',
} as const;
