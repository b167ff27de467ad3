// Rights asked for by their number: "under Art. 15 and Art. 17 GDPR I demand".
import type { AskedRight } from '@parley/contract';
import type { Sentence } from './sentences.ts';

const byArticle: Readonly<Record<string, AskedRight>> = {
  15: 'access',
  16: 'rectification',
  17: 'erasure',
  18: 'restriction',
  20: 'portability',
  21: 'objection',
  22: 'human-review',
};
const article = /^(?:art|arts|articles?|artikeln?|articulos?|articol[io]|artigos?|artykul[a-z]*)$/;
/** What may stand between one number and the next. */
const between = /^(?:and|or|und|oder|sowie|et|ou|y|o|e|en|i|oraz|of|the|der|de|abs|para|lit|ust|lid|[a-z]|\d{1,2})$/;
const law = /\b(?:gdpr|dsgvo|ds gvo|rgpd|avg|rodo|2016 679)\b/;
const negated = /\b(?:not|never|don t|nicht|kein[a-z]*|pas|no|non|niet|geen|nie|nao)\b/;

/** The articles that a sentence cites with the name of the law, as rights; none from a clause that says no. */
export function citedIn({ all, clauses }: Sentence): AskedRight[] {
  if (!law.test(all)) return [];
  const says = all.split(' ');
  const denied = new Set(clauses.filter((clause) => negated.test(clause)).flatMap(numbersIn));
  return [...new Set(numbersIn(says.join(' ')))].flatMap((number) => (denied.has(number) ? [] : (byArticle[number] ?? [])));
}

function numbersIn(text: string): string[] {
  const found: string[] = [];
  let isList = false;
  for (const word of text.split(' ')) {
    if (article.test(word)) isList = true;
    else if (isList && byArticle[word]) found.push(word);
    else if (!between.test(word)) isList = false;
  }
  return found;
}
