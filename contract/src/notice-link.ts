// How a message leads to the privacy notice (Art. 14(3)(b)), in each language that notices are written in; the preview of a notice shows it as well.

/** What stands before the address. */
export const noticeLink: Readonly<Record<'en' | 'de' | 'fr' | 'es', string>> = {
  en: 'Where we have your data from, and your rights:',
  de: 'Woher wir Ihre Daten haben, und Ihre Rechte:',
  fr: 'D’où viennent vos données, et vos droits :',
  es: 'De dónde tenemos sus datos y cuáles son sus derechos:',
};
