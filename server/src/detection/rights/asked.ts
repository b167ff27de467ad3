// Which rights somebody asks for in plain words (Art. 12(2): it need not be called a right, nor come by a form). Only a hint for staff: it misses what is said in other ways,
// and nothing happens by it. It prefers silence to a wrong hint; quoted lines are somebody else's.
import { type AskedRight, askedRights } from '@parley/contract';
import { fold } from '../fold.ts';
import { phrases } from './phrases.ts';

const most = 20_000;
/** Every asking has one of these, and few other messages do; looked for first, since most messages ask for nothing. */
const anchors =
  /dat[ae]|dato|dati|dado|donn[eé]e|gegevens|dan(?:e|ych)|information|info|details|records|angaben|gdpr|gvo|rgpd|\bavg\b|rodo|consen|einwillig|zustimm|einverst|toestemm|zgod|permission|automat|geautomat|zautomat|über mich|ueber mich|about me|on me|right to|right of|recht|droit|derecho|diritto|direito|prawo|marketing|werb|dsar|subject access|inzage|profil/i;
const byArticle: Readonly<Record<string, AskedRight>> = {
  15: 'access',
  16: 'rectification',
  17: 'erasure',
  18: 'restriction',
  20: 'portability',
  21: 'objection',
  22: 'human-review',
};
const cited = /\b(?:art|article|artikel|articulo|articolo|artigo|artykul[a-z]*) (1[5-8]|2[0-2])\b/;
const law = /\b(?:gdpr|dsgvo|ds gvo|rgpd|avg|rodo|2016 679)\b/;

/** What an everyday message is about; beside it "my details" are those of an order or a bill, which nobody needs a right for. */
const everyday =
  /\b(?:invoices?|billing|orders?|delivery|payment|parcel|rechnung(?:en)?|bestellung(?:en)?|liefer[a-z]*|zahlung[a-z]*|paket|factur[a-z]*|commandes?|paiement|livraison|pedidos?|pago|entrega|envio|fattur[a-z]*|ordin[ei]|pagamento|consegna|pacco|factuur|bestelling|betaling|pakket|faktur[a-z]*|zamowien[a-z]*|platnosc[a-z]*|wysylk[a-z]*|fatura[a-z]*|encomenda)\b/;

type ByRight<T> = Readonly<Partial<Record<AskedRight, T>>>;
type Compiled = { readonly own: RegExp; readonly not: RegExp; readonly beside: ByRight<RegExp>; readonly alone: ByRight<RegExp> };
const compile = (set: ByRight<string>): ByRight<RegExp> =>
  Object.fromEntries(Object.entries(set).map(([right, words]) => [right, new RegExp(words)]));
const compiled: readonly Compiled[] = Object.values(phrases).map(({ own, held, not, beside, alone }) => ({
  own: new RegExp(`\\b(?:${own}|${held})`),
  not: new RegExp(not),
  beside: compile(beside),
  alone: compile(alone),
}));

/** The rights that a text asks for, in the order of `askedRights`; empty for nearly everything. */
export function rightsAskedIn(text: string): AskedRight[] {
  const said = text.slice(0, most);
  if (!anchors.test(said)) return [];
  const found = new Set(sentences(said).flatMap(ofSentence));
  return askedRights.filter((right) => found.has(right));
}

/** Folded sentences, words parted by single spaces; "art. 15" does not end one. */
function sentences(text: string): string[] {
  return text
    .replace(/^\s*>.*$/gm, '')
    .replace(/\b(art|nr|z|v|d)\.\s*/gi, '$1 ')
    .split(/[.!?;\n]+/)
    .map((part) =>
      fold(part)
        .replace(/[^a-z0-9]+/g, ' ')
        .trim(),
    )
    .filter((part) => part.length > 8)
    .map((part) => part.slice(0, 600)); // long lists without a full stop are no sentences
}

/** What one sentence asks: the article it cites with the name of the law, else what its words say in whichever language fits first. */
function ofSentence(sentence: string): AskedRight[] {
  const article = law.test(sentence) ? byArticle[cited.exec(sentence)?.[1] ?? ''] : undefined;
  if (article) return [article];
  for (const { own, not, beside, alone } of compiled) {
    const isOwn = own.test(sentence);
    const right = askedRights.find((each) => alone[each]?.test(sentence) || (isOwn && beside[each]?.test(sentence)));
    if (right) return not.test(sentence) || (everyday.test(sentence) && right !== 'objection' && right !== 'withdrawal') ? [] : [right];
  }
  return [];
}
