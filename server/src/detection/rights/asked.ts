// Which rights somebody asks for in plain words (Art. 12(2): it need not be called a right, nor come by a form). Only a hint for staff: it misses what is said in other ways,
// and nothing happens by it. It prefers silence to a wrong hint; quoted lines are somebody else's.
import { type AskedRight, askedRights } from '@parley/contract';
import { citedIn } from './articles.ts';
import { phrases } from './phrases.ts';
import { type Sentence, sentences } from './sentences.ts';

const most = 20_000;
/** Every asking has one of these, and few other messages do; looked for first, since most messages ask for nothing. */
const anchors =
  /dat[ae]|dato|dati|dado|donn[eé]e|gegevens|dan(?:e|ych)|information|info|details|records|angaben|gdpr|gvo|rgpd|\bavg\b|rodo|consen|einwillig|zustimm|einverst|toestemm|zgod|permission|automat|geautomat|zautomat|über mich|ueber mich|about me|on me|over mij|right to|right of|recht|droit|derecho|diritto|direito|prawo|marketing|werb|dsar|subject access|inzage|profi|(?:of|from) me\b|von mir|meiner person|sur moi|me concern|(?:sobre|de|acerca de) m(?:í|i\b|im\b)|di me\b|mi riguard|(?:van|uit|haal) (?:mij|uw|jullie)\b|o mnie|mnie dotycz|na m[oó]j temat|diz respeito|forgotten|coordonn|aus (?:ihre|eure)|de (?:su|vuestr|vos|votre)|d[ao]s? voss|dai? vostr|wasz|comput|ordina[td]|ordenador|komputer|perfil|geburtsd|geboorted|algorit|maschine|ma(?:ch|qu)in/i;
/** What an everyday message is about; beside it "my details" are those of an order or a bill, which nobody needs a right for. */
const everyday =
  /\b(?:invoices?|billing|order(?:s|ed|ing)?|delivery|payment|parcel|rechnung(?:en)?|bestellung(?:en)?|liefer[a-z]*|zahlung[a-z]*|paket|factur[a-z]*|commandes?|paiement|livraison|pedidos?|pago|entrega|envio|fattur[a-z]*|ordin[ei]|pagamento|consegna|pacco|factuur|bestelling|betaling|pakket|faktur[a-z]*|zamowien[a-z]*|platnosc[a-z]*|wysylk[a-z]*|fatura[a-z]*|encomenda)\b/;

/** Payment cards are refused by machines all day. */
const cards = /\b(?:cards?|karten?|cartes?|tarjetas?|carte|carta|kaart|pas|kart[aeyu]|cartao)\b/;
/** "What else do you need to know about me?" */
const needed =
  /\byou (?:still |also )?(?:want|need)|\b(?:wollen|wollt|mussen|musst|brauchen|braucht)\b|voulez|vous faut|necesit|quereis|quieren|vi serv|volete|nodig|\bwil(?:t|len) (?:u|jullie)|chcecie|potrzebuj|musicie|precisam|querem/;

/** Begins what "my details" belong to: on the invoice, zur Bestellung. */
const linked =
  /^ (?:on|for|of|in|from|with|at|auf|zu|zur|zum|fur|bei|aus|in|im|sur|de|du|des|pour|dans|en|del|di|nell|dall|para|sobre|su|nella|della|dell|per|voor|op|van|bij|na|do|w|z|no|na|da)\b/;
/** Parts one wish from the next. */
const joined = / (?:and|then|und|dann|sowie|et|puis|y|luego|e|poi|en|dan|oraz|i|potem|depois) /;

type ByRight<T> = Readonly<Partial<Record<AskedRight, T>>>;
type Compiled = {
  readonly [K in 'own' | 'held' | 'wanted' | 'machine' | 'human' | 'denied']: RegExp;
} & { readonly beside: ByRight<RegExp>; readonly alone: ByRight<RegExp> };
const compile = (set: ByRight<string>): ByRight<RegExp> =>
  Object.fromEntries(Object.entries(set).map(([right, words]) => [right, new RegExp(words)]));
const compiled: readonly Compiled[] = Object.values(phrases).map(({ own, held, wanted, machine, human, denied, beside, alone }) => ({
  own: new RegExp(`\\b(?:${own}|${held})`),
  held: new RegExp(`\\b(?:${held})`),
  wanted: new RegExp(wanted),
  machine: new RegExp(`\\b(?:${machine})`),
  human: new RegExp(`\\b(?:${human})`),
  denied: new RegExp(denied, 'g'),
  beside: compile(beside),
  alone: compile(alone),
}));

/** The rights that a text asks for, in the order of `askedRights`; empty for nearly everything. */
export function rightsAskedIn(text: string): AskedRight[] {
  const said = text.slice(0, most);
  if (!anchors.test(said)) return [];
  const all = sentences(said);
  const found = new Set(all.flatMap(ofSentence));
  if (all.some(asksForHuman)) found.add('human-review');
  return askedRights.filter((right) => found.has(right));
}

/** "A computer refused me. I want a person to look at it": in one sentence or this and the next, and not about an order or a bill. */
function asksForHuman({ all }: Sentence, at: number, among: readonly Sentence[]): boolean {
  const said = `${all} ${among[at + 1]?.all ?? ''}`;
  return compiled.some(({ machine, human }) => machine.test(said) && human.test(said)) && !everyday.test(said) && !cards.test(said);
}

/** What one sentence asks: the articles it cites with the name of the law, else what its words say in whichever language fits first. */
function ofSentence(sentence: Sentence): AskedRight[] {
  const cited = citedIn(sentence);
  if (cited.length > 0) return cited;
  for (const language of compiled) {
    const clauses = sentence.clauses.map((clause) => clause.replace(language.denied, ' ')); // what is not wanted, or was done, is no wish
    const rights = inWords(clauses.join(' ').slice(0, sentence.all.length), language);
    if (rights.length > 0) return rights.filter((right) => !isEveryday(clauses, right, language));
  }
  return [];
}

/** One right a sentence, the one that says most; a copy and erasure both where a part of its own asks for each. */
function inWords(said: string, { own, held, wanted, beside, alone }: Compiled): AskedRight[] {
  const isOwn = own.test(said);
  const isWanted = (each: AskedRight) => each === 'access' && isOwn && held.test(said) && wanted.test(said) && !needed.test(said);
  const right = askedRights.find((each) => alone[each]?.test(said) || (isOwn && beside[each]?.test(said)) || isWanted(each));
  if (right !== 'erasure') return right ? [right] : [];
  const copy = said.split(joined).some((part) => !beside.erasure?.test(part) && alone.access?.test(part));
  return copy ? ['access', right] : [right];
}

/** Whether "my details" are those of an order or a bill: named in the same breath, or as what they belong to. */
function isEveryday(clauses: readonly string[], right: AskedRight, { own }: Compiled): boolean {
  if (right === 'objection' || right === 'withdrawal') return false;
  const about = clauses.flatMap((clause) => clause.split(joined)).filter((part) => own.test(part));
  return about.length > 0 && about.every((part) => belongs(part, own.exec(part)));
}

function belongs(part: string, own: RegExpExecArray | null): boolean {
  if (!own) return false;
  const [before, after] = [part.slice(0, own.index), part.slice(own.index + own[0].length)];
  return everyday.test(before) || everyday.test(own[0]) || (linked.test(after) && everyday.test(after));
}
