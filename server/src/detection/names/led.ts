// Names because of what stands before them: titles, introductions, relatives and roles, labels of forms, greetings, and the line below "Regards,".
import { bitOf } from '../lexicon.ts';
import { has, hasCapitalNouns, type Look } from '../look.ts';
import { endOf, gapAt, isCapital, line, none, sentence, startOf, wordAt } from '../tokens.ts';
import { extent, isNamed, isPairOfNames, isShouted, smallExtent } from './extent.ts';
import { isItem, isOnTheWay } from './listed.ts';
import {
  endsAsFamily,
  isCommon,
  isEveryday,
  isFirst,
  isLast,
  isParticle,
  isPause,
  isPlainWord,
  isSaint,
  isTold,
  isWord,
  traitsAt,
} from './lists.ts';
import { endsText, signs } from './signed.ts';

const leads = bitOf.title | bitOf.named | bitOf.iam | bitOf.greet | bitOf.bye | bitOf.kin;
const nameless = bitOf.notname | bitOf.title;
/** How surely a name is announced. */
type Sure = 'perhaps' | 'likely' | 'said';

/** The last token of a name that begins here because of what stands before it; -1 otherwise. */
export function ledAt(look: Look, at: number): number {
  const { tokens } = look;
  if (at === 0) return -1;
  const back = leadBefore(look, at);
  const gap = gapAt(tokens, at);
  if (!has(look, back, leads)) return gap >= line && endsText(look, at) ? signs(look, at, gap) : -1;
  const isInitial = wordAt(tokens, at).length === 1 && tokens.text.charAt(endOf(tokens, at)) === '.' && isCapital(tokens, at + 1);
  if (has(look, at, bitOf.title) && !isInitial && !isNamed(look, at) && (traitsAt(tokens, at) & isParticle) === 0) return -1;
  if (gap <= sentence) {
    if (has(look, back, bitOf.title) && isTitle(look, back)) return apart(look, at, titled(look, at));
    const isLabel = isLabelled(look, back, at);
    if ((has(look, back, bitOf.named) || isLabel) && !has(look, at, bitOf.named)) return introduced(look, at, 'said', isLabel);
    const isRole = has(look, back, bitOf.kin) && !has(look, at, bitOf.kin) && gap === none && !has(look, back - 1, bitOf.ware);
    if (isRole) return apart(look, at, introduced(look, at, 'likely', false));
    if (has(look, back, bitOf.iam) && !has(look, at, bitOf.iam) && !isOnTheWay(look, at))
      return apart(look, at, introduced(look, at, 'perhaps', false));
  }
  if (has(look, back, bitOf.greet) && gap === none && greets(look, back)) return isGreeted(look, at) ? reach(look, at, false) : -1;
  if (gap >= line && endsText(look, at)) return signs(look, at, gap);
  const joint = tokens.text.slice(endOf(tokens, back), startOf(tokens, at));
  return has(look, back, bitOf.bye) && (gap >= line || /^\s*[,:.!-]?\s*$/.test(joint)) ? signs(look, at, gap) : -1;
}

/** The token that may announce what begins at `at`, with a pause for thought ("uh", "äh") between them left out. */
function leadBefore(look: Look, at: number): number {
  const { tokens } = look;
  let back = at - 1;
  while (back > 0 && at - back <= 2 && (traitsAt(tokens, back) & isPause) !== 0 && gapAt(tokens, back + 1) === none) back -= 1;
  return back;
}

/** "Name:", "Prénom :", "Signed:" */
const isLabelled = (look: Look, back: number, at: number) =>
  has(look, back, bitOf.iam | bitOf.named | bitOf.kin) &&
  /^["']? ?[:=] {0,3}["„“«']?$/.test(look.tokens.text.slice(endOf(look.tokens, back), startOf(look.tokens, at)));

/** What a line of a receipt says of goods ("Pan Tadeusz 2,30") is no introduction. */
const apart = (look: Look, at: number, end: number) => (end < 0 || isItem(look, at, end) ? -1 : end);

/** One-letter titles ("M. Dupont", "D. José") only with their full stop. */
const isTitle = ({ tokens }: Look, at: number) => {
  const length = endOf(tokens, at) - startOf(tokens, at);
  const stop = tokens.text.charAt(endOf(tokens, at));
  return (length > 1 || stop === '.') && (isCapital(tokens, at) || length > 2 || stop === '.' || !isCapital(tokens, at + 1));
};

/** "Sig. De Luca", "mevrouw van den Berg", "herr koch": particles may come first; written small, only what is known as a family name. */
function titled(look: Look, at: number): number {
  const { tokens } = look;
  let head = at;
  while (head < at + 3 && (traitsAt(tokens, head) & isParticle) !== 0 && gapAt(tokens, head + 1) === none) head += 1;
  const traits = traitsAt(tokens, head);
  if (isCapital(tokens, head)) {
    const isInitial = wordAt(tokens, at).length === 1 && tokens.text.charAt(endOf(tokens, at)) === '.' && isCapital(tokens, at + 1);
    const isNone =
      (head === at && !isInitial && has(look, at, nameless)) || ((traits & (isFirst | isLast)) === 0 && has(look, head, bitOf.ware));
    return isNone ? -1 : extent(look, head, true);
  }
  if (has(look, head, bitOf.stop) || has(look, head, bitOf.notname) || wordAt(tokens, head).length < 3) return -1;
  if (isNamed(look, head)) return smallExtent(look, head);
  if (endsAsFamily(wordAt(tokens, head)) && (traits & isPlainWord) === 0) return head;
  const isFree = !has(look, at - 2, bitOf.person) && !has(look, at - 2, bitOf.stop);
  return isFree && (traits & isLast) !== 0 && (traits & isEveryday) !== 0 && (traits & isTold) === 0 ? head : -1;
}

function introduced(look: Look, at: number, sure: Sure, isLabel: boolean): number {
  const { tokens } = look;
  const joint = tokens.text.slice(endOf(tokens, at - 1), startOf(tokens, at));
  if (
    !/^['’]?[:=\-–,( ]{0,4}$/.test(isLabel ? joint.replace(/^"|["„“«']$/g, '') : joint) ||
    has(look, at, nameless) ||
    has(look, at, bitOf.stop)
  )
    return -1;
  const isHere = isCapital(tokens, at) ? isNameLike(look, at, sure) : isSmallName(look, at, sure);
  return isHere ? reach(look, at, sure === 'said') : -1;
}

/** With a capital, by how surely something announces it. */
function isNameLike(look: Look, at: number, sure: Sure): boolean {
  const { tokens } = look;
  const traits = traitsAt(tokens, at);
  if (sure === 'perhaps' && (traits & isSaint) !== 0) return false;
  const isNext = isCapital(tokens, at + 1) && gapAt(tokens, at + 1) === none && (traitsAt(tokens, at + 1) & (isFirst | isLast)) !== 0;
  if ((traits & (isFirst | isLast)) !== 0 && (traits & isWord) === 0)
    return wordAt(tokens, at).length > 2 || isNext || (sure !== 'perhaps' && (traits & isFirst) !== 0);
  if (sure === 'perhaps' && (traits & isFirst) !== 0 && (traits & isTold) === 0 && saysWho(look, at)) return true; // "soy Alba,"
  if ((traits & isFirst) !== 0 && (isNext || (sure !== 'perhaps' && (traits & isTold) === 0))) return true;
  if ((traits & isWord) !== 0 || has(look, at, bitOf.town)) return false;
  if (wordAt(tokens, at).length === 1) return tokens.text.charAt(endOf(tokens, at)) === '.' && isCapital(tokens, at + 1);
  const isAbbreviation = wordAt(tokens, at).length < 6 && isShouted(tokens, at);
  if (sure === 'said' && !isAbbreviation) return true;
  const isNoun = hasCapitalNouns(look, at) && !foreign.test(tokens.text.slice(startOf(tokens, at), endOf(tokens, at)));
  const isUnknown = !isNoun && !has(look, at, bitOf.ware) && wordAt(tokens, at).length > 2;
  return (sure === 'likely' && isUnknown && !isAbbreviation) || isPairOfNames(look, at);
}

/** Letters that no German noun has. */
const foreign = /[ğışçøåñřłćčšžąęńśźżőűțșđãõ]/iu;
const saysOwn = new Set('sono soy sou im am suis ben jestem bin is qui aqui fala habla'.split(' '));
/** Behind "I am" and its like, and nothing else in that breath. */
const saysWho = (look: Look, at: number) =>
  (saysOwn.has(wordAt(look.tokens, at - 1)) || (wordAt(look.tokens, at - 1).length === 1 && saysOwn.has(wordAt(look.tokens, at - 2)))) &&
  !hasCapitalNouns(look, at) &&
  !has(look, at, bitOf.town) &&
  /^\s*(?:[,.!(\n]|$)/.test(look.tokens.text.slice(endOf(look.tokens, at), endOf(look.tokens, at) + 3));

/** "My name is", "ich heiße": what follows is a name, whatever else the word means. */
const callsOwn = new Set('heisse appelle llamo chiamo chamo nazywam'.split(' '));
const isOwnName = ({ tokens }: Look, at: number) =>
  callsOwn.has(wordAt(tokens, at - 1)) ||
  (/^(?:my|mijn|moje)$/.test(wordAt(tokens, at - 3)) && /^(?:name|naam|imie)$/.test(wordAt(tokens, at - 2)));

/** Written small: a name that is no word, or one that ends what was said ("ciao sono bianca, …"). */
function isSmallName(look: Look, at: number, sure: Sure): boolean {
  const { tokens } = look;
  const traits = traitsAt(tokens, at);
  const next = isNamed(look, at + 1) && tokens.text.slice(endOf(tokens, at), startOf(tokens, at + 1)) === ' ';
  if (wordAt(tokens, at).length < 2 || has(look, at, bitOf.ware) || has(look, at, bitOf.kin)) return false;
  if ((traits & isFirst) !== 0 && (traits & isPlainWord) === 0) return true;
  if (sure === 'said' && (next || ((traits & isLast) !== 0 && (traits & isPlainWord) === 0))) return true;
  if ((traits & isFirst) === 0 || (traits & isTold) !== 0) return false;
  if (sure === 'said' && isOwnName(look, at)) return true;
  if (/^ \p{L}['’]\p{L}/u.test(tokens.text.slice(endOf(tokens, at), endOf(tokens, at) + 4))) return true;
  if (sure === 'perhaps' && !opens(look, at - 1)) return next;
  const surname = (traitsAt(tokens, at + 1) & (isLast | isParticle)) !== 0 && (traitsAt(tokens, at + 2) & isLast) !== 0;
  return next || (sure !== 'likely' && (surname || /^\s*(?:[,.!]|\n|$)/.test(tokens.text.slice(endOf(tokens, at), endOf(tokens, at) + 3))));
}

/** Whether the words that announce stand at the beginning of something, or behind a greeting: "hi, this is …". */
function opens(look: Look, at: number): boolean {
  let begin = at;
  while (begin > 0 && at - begin < 5 && has(look, begin, bitOf.iam) && gapAt(look.tokens, begin) === none) begin -= 1;
  return (
    begin <= 3 ||
    gapAt(look.tokens, begin + 1) !== none ||
    has(look, begin, bitOf.greet) ||
    /[,!] ?$/.test(look.tokens.text.slice(endOf(look.tokens, begin), startOf(look.tokens, begin + 1)))
  );
}

const reach = (look: Look, at: number, isSure: boolean) => (isCapital(look.tokens, at) ? extent(look, at, isSure) : smallReach(look, at));

/** "will de boer": behind a word that is a name only because it was announced, particles and a family name may follow all the same. */
function smallReach(look: Look, at: number): number {
  const { tokens } = look;
  const isBridge = (traitsAt(tokens, at + 1) & isParticle) !== 0 && gapAt(tokens, at + 1) === none && gapAt(tokens, at + 2) === none;
  return isBridge && (traitsAt(tokens, at + 2) & isLast) !== 0 && !has(look, at + 2, bitOf.stop) ? at + 2 : smallExtent(look, at);
}

/** "Dear Carol", but not "Dear customer"; "Thanks Boris", but not "Thanks Amazon". Greetings stand at the beginning of something. */
const greets = (look: Look, at: number) => {
  let begin = at;
  while (begin > 0 && at - begin < 4 && has(look, begin - 1, bitOf.greet) && gapAt(look.tokens, begin) === none) begin -= 1;
  return (
    begin === 0 ||
    gapAt(look.tokens, begin) !== none ||
    /[,>:]\s?$/.test(look.tokens.text.slice(Math.max(0, startOf(look.tokens, begin) - 2), startOf(look.tokens, begin)))
  );
};

const isGreeted = (look: Look, at: number) => {
  const { tokens } = look;
  const traits = traitsAt(tokens, at);
  if (has(look, at, nameless | bitOf.greet | bitOf.stop)) return false;
  if (isCapital(tokens, at)) return isNamed(look, at) || (traits & isFirst) !== 0 || ((traits & isLast) !== 0 && (traits & isWord) === 0);
  if ((traits & isFirst) === 0 || wordAt(tokens, at).length < 3) return false;
  const isClosed = /^\s*[,!\n]/.test(tokens.text.slice(endOf(tokens, at), endOf(tokens, at) + 3));
  return (traits & isPlainWord) === 0 ? isClosed || (traits & isCommon) !== 0 : isClosed && (traits & isWord) === 0;
};
