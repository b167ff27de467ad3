// Special categories (Art. 9) and offences (Art. 10) by lexicon. An idiom, the shop's own goods, or something "for diabetics" says nothing about a person; a
// weak word ("doctor") counts only close to words of a person. That somebody is *not* ill or *not* a member is said about them all the same.
import type { Found } from '../found.ts';
import { bitOf } from '../lexicon.ts';
import { before, type Hit, has, type Look } from '../look.ts';
import { isFirst, isLast, traitsAt } from '../names/lists.ts';
import { endOf, gapAt, isCapital, paragraph, sentence, startOf, wordAt } from '../tokens.ts';

const near = 6;

export function specials(look: Look, found: Found): void {
  let said: Hit | undefined;
  for (const hit of longest(look.hits)) {
    if ((said && hit.from <= said.to) || isSetting(look, hit) || isFirstName(look, hit) || !isSaidOfSomebody(look, hit)) continue;
    if (said && isOneStatement(look, said, hit)) {
      said = { ...said, to: hit.to, isWeak: said.isWeak && hit.isWeak };
      continue;
    }
    tell(look, said, found);
    said = hit;
  }
  tell(look, said, found);
}

function tell({ tokens }: Look, said: Hit | undefined, found: Found): void {
  if (said) found(startOf(tokens, said.from), endOf(tokens, said.to), said.special, said.isWeak ? 0.65 : 0.85);
}

/** "DST=192.0.2.1", "gay_pride.jpg": the name of a setting or a file. */
const isSetting = ({ tokens: { text, start, end } }: Look, { from, to }: Hit) =>
  /[=_/@]/.test(text.charAt(end[to] ?? 0)) || /[=_/@#]/.test(text.charAt((start[from] ?? 0) - 1));

/** "Dolores Abascal", "ROSARIO RUIZ": a first name before another capital. */
const isFirstName = ({ tokens }: Look, { from, to }: Hit) =>
  from === to &&
  (traitsAt(tokens, from) & isFirst) !== 0 &&
  isCapital(tokens, from) &&
  isCapital(tokens, from + 1) &&
  tokens.text.slice(endOf(tokens, from), startOf(tokens, from + 1)) === ' ' &&
  (traitsAt(tokens, from + 1) & isLast) !== 0;

const links = new Set(
  'of the in a an by for with der die das des dem den im in von vom bei wegen zu am de du des la le les l d à au aux en pour par del el los las a por con di del della dei nel per dell do da dos das no na ao van het voor w z za o na do ze'.split(
    ' ',
  ),
);
const farthest = 3;

/** "Parteibuch der SPD", "condamnation pour vol": words of one kind that only small words part say one thing. */
function isOneStatement(look: Look, said: Hit, hit: Hit): boolean {
  if (said.special !== hit.special || hit.from - said.to > farthest + 1) return false;
  for (let at = said.to + 1; at <= hit.from; at += 1) {
    if (gapAt(look.tokens, at) !== 0 || (at < hit.from && !links.has(wordAt(look.tokens, at)))) return false;
    if (!/^[ '’-]{1,2}$/.test(look.tokens.text.slice(endOf(look.tokens, at - 1), startOf(look.tokens, at)))) return false;
  }
  return true;
}

/** Of several entries that begin at one word, the longest; then the strong one. */
const longest = (hits: readonly Hit[]) => [...hits].sort((a, b) => a.from - b.from || b.to - a.to || Number(a.isWeak) - Number(b.isWeak));

/** What else may be deleted, doubled or varied: an account, an order, a lamp. */
const ofGenes = /^(?:del[ei]|dupli|tran?slo|inversion|varian|wariant|polymorph|mi[ck]rodel|all?el|locus|gen[eu]?$|genie$)/;
/** As geneticists write what they found: "22q11", "14;21", "c.68_69delAG", "Val30Met", "C282Y", "BRCA2". */
const notation =
  /^[ :]{1,2}(?:[\p{L}]{2,4} )?\(?(?:\d{1,2}[pq]\d|(?:\d{1,2}|[XY]);\d{1,2}|t\(\d|[cpg]\.[\d\p{Lu}]|rs\d{4}|[A-Z]\d{2,4}[A-Z]\b|[A-Z][a-z]{2}\d{1,4}[A-Z]|(?:[A-Z]{2,5}\d{0,2} )?(?:[A-Z][a-z]{2}\d{1,4}[A-Z]|[A-Z]\d{2,4}[A-Z]\b)|(?:BRCA|MLH|MSH|PALB|CFTR|TTR|HTT|HFE|FMR|DMD|LDLR|MTHFR|JAK|TP53|APC|APOE|HLA)\d{0,2}\b)/u;

function isSaidOfSomebody(look: Look, { from, to, isWeak, special }: Hit): boolean {
  if (isAmong(look, from, to, bitOf.idiom)) return false;
  const isPersonal = personal(look, from, to);
  if (isWeak && special === 'genetic' && ofGenes.test(wordAt(look.tokens, from)))
    return notation.test(look.tokens.text.slice(endOf(look.tokens, to), endOf(look.tokens, to) + 24));
  if (isWeak && special === 'genetic' && notation.test(look.tokens.text.slice(endOf(look.tokens, to), endOf(look.tokens, to) + 24)))
    return true;
  if (isWeak) return isPersonal && before(look, from, bitOf.weakperson, near) > 0 && !goodsBeside(look, from, to);
  if (special === 'health' && has(look, from - 1, bitOf.for) && gapAt(look.tokens, from) === 0 && !isKin(look, from - 1)) return false;
  if (goodsBeside(look, from, to)) return false;
  return isPersonal || !goodsInSentence(look, from);
}

/** A word of a person in the same sentence. */
function personal(look: Look, from: number, to: number): boolean {
  return isAround(look, from, to, 14, bitOf.person);
}

const goodsInSentence = (look: Look, from: number) => isAround(look, from, from, 12, bitOf.goods);

/** "Diabetic socks", "Rollstuhl-Rampe", "libro sobre el islam": a thing to buy right beside the word. */
function goodsBeside(look: Look, from: number, to: number): boolean {
  if ([1, 2].some((ahead) => has(look, to + ahead, bitOf.person) && gapAt(look.tokens, to + ahead) === 0)) return false;
  const isNext = gapAt(look.tokens, to + 1) === 0 && has(look, to + 1, bitOf.goods) && !has(look, to + 1, bitOf.person);
  return (
    isNext ||
    [1, 2, 3].some(
      (back) =>
        has(look, from - back, bitOf.goods) &&
        gapAt(look.tokens, from - back + 1) === 0 &&
        !isAmong(look, from - back, from - 1, bitOf.weakperson),
    )
  );
}

const isKin = (look: Look, at: number) => has(look, at, bitOf.person);

function isAmong(look: Look, from: number, to: number, bits: number): boolean {
  for (let at = from; at <= to; at += 1) if (has(look, at, bits)) return true;
  return false;
}

/** Whether one of these stands in the same sentence, up to `reach` tokens on both sides. */
function isAround(look: Look, from: number, to: number, reach: number, bits: number): boolean {
  for (let at = from; at >= 0 && from - at < reach; at -= 1) {
    if (at < from && has(look, at, bits)) return true;
    if (gapAt(look.tokens, at) === sentence || gapAt(look.tokens, at) === paragraph) break;
  }
  for (let at = to + 1; at < look.tokens.count && at - to <= reach; at += 1) {
    if (gapAt(look.tokens, at) === sentence || gapAt(look.tokens, at) === paragraph) break;
    if (has(look, at, bits)) return true;
  }
  return false;
}
