// Articles of the GDPR as the language of the page cites them: `6(1)(b)` is "Art. 6(1)(b)", and "Art. 6 Abs. 1 lit. b" in German.
import { type Language, useLanguage } from '#lib/language.ts';

/** Cites an article, or several in one text (`5(2), 24`); what does not begin with a number is left as it is. */
export function article(of: string, language: Language): string {
  if (!/^\d/.test(of)) return of;
  return `Art. ${language === 'de' ? of.replace(/\((\d+)\)/g, ' Abs. $1').replace(/\(([a-z])\)/g, ' lit. $1') : of}`;
}

/** Cites articles in the language of the page. */
export function useArticle(): (of: string) => string {
  const language = useLanguage();
  return (of) => article(of, language);
}
