// Names: those that are known exactly; others where people introduce, greet, title or sign, and as a first name followed by another capital. Lists of names
// (derived from Faker, MIT) are held against the everyday words that are names too.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Found } from '../found.ts';
import { bitOf, entriesOf, stemsOf } from '../lexicon.ts';
import { has, hasAny, type Look, speaks } from '../look.ts';
import { endOf, gapAt, isCapital, isNumberAt, line, none, paragraph, sentence, startOf, tokenise, wordAt } from '../tokens.ts';

const list = (file: string) =>
  new Set(
    readFileSync(path.join(import.meta.dirname, '../names', file), 'utf8')
      .split(/\s+/)
      .filter(Boolean),
  );
const [first, last, everyday, common] = [list('first.txt'), list('last.txt'), list('everyday.txt'), list('common.txt')];
for (const name of list('more.txt')) for (const names of [first, common, last]) names.add(name);
const particles = new Set('von van de der den del della di da dos das do du la le el al bin ibn ter ten zu y e o mac mc san st'.split(' '));
const longest = 4;

export function names(look: Look, found: Found): void {
  const { tokens } = look;
  for (let at = 0; at < tokens.count; at += 1) {
    if (isNumberAt(tokens, at)) continue;
    const led = leadAt(look, at);
    const end = led > 0 ? led : listed(look, at);
    if (end < 0) continue;
    found(startOf(tokens, at), endOf(tokens, end), 'name', led > 0 ? 0.9 : end > at ? 0.75 : 0.6);
    at = end;
  }
}

/** Names of the person and of staff, as the house knows them: whole and in their parts of at least three letters. */
export function knownNames({ tokens }: Look, known: readonly string[], found: Found): void {
  const wanted = new Map<string, string[][]>();
  for (const name of known) {
    const { folded } = tokenise(name);
    for (const parts of [[...folded], ...folded.map((each) => [each])]) {
      const [lead = ''] = parts;
      if (parts.join('').length >= 3 && !(parts.length === 1 && (everyday.has(lead) || particles.has(lead))))
        wanted.set(lead, [...(wanted.get(lead) ?? []), parts]);
    }
  }
  for (let at = 0; at < tokens.count; at += 1) {
    const fits = (wanted.get(wordAt(tokens, at)) ?? []).filter((parts) => parts.every((part, each) => wordAt(tokens, at + each) === part));
    const length = Math.max(0, ...fits.map((parts) => parts.length));
    if (length > 0) found(startOf(tokens, at), endOf(tokens, at + length - 1), 'name', 1);
  }
}

const leads = bitOf.title | bitOf.named | bitOf.iam | bitOf.greet | bitOf.bye;

/** The last token of a name that begins here because of what stands before it; -1 otherwise. */
function leadAt(look: Look, at: number): number {
  const { tokens } = look;
  const gap = gapAt(tokens, at);
  const back = at - 1;
  if (!hasAny(look, back, leads) && (gap < line || !endsText(look, at))) return -1;
  if (at === 0 || (has(look, at, 'title') && !isName(look, at) && !particles.has(wordAt(tokens, at)))) return -1;
  if (has(look, back, 'title') && gap <= sentence && isTitle(look, back)) return titled(look, at);
  if (has(look, back, 'named') && gap <= sentence && !has(look, at, 'named')) return introduced(look, at, true);
  if (has(look, back, 'iam') && gap <= sentence && !has(look, at, 'iam')) return introduced(look, at, false);
  if (has(look, back, 'greet') && gap === none && greets(look, back)) return isGreeted(look, at) ? extent(look, at, false) : -1;
  if (gap >= line && endsText(look, at)) return signs(look, at, gap);
  const isBelow =
    has(look, back, 'bye') &&
    (gap === line || gap === paragraph || /^[,:]? $/.test(tokens.text.slice(endOf(tokens, back), startOf(tokens, at))));
  if (isBelow && gap < paragraph + 1) return signs(look, at, gap);
  return -1;
}

/** One-letter titles ("M. Dupont", "D. José") only with their full stop. */
const isTitle = ({ tokens }: Look, at: number) => {
  const length = endOf(tokens, at) - startOf(tokens, at);
  const stop = tokens.text.charAt(endOf(tokens, at));
  return (length > 1 || stop === '.') && (isCapital(tokens, at) || length > 2 || stop === '.');
};

/** "Sig. De Luca", "mevrouw van den Berg": particles may come first. */
function titled(look: Look, at: number): number {
  let head = at;
  while (head < at + 3 && particles.has(wordAt(look.tokens, head)) && gapAt(look.tokens, head + 1) === none) head += 1;
  const small = wordAt(look.tokens, head);
  if (!isCapital(look.tokens, head) && last.has(small) && !everyday.has(small) && !has(look, head, 'stop') && !isInLexicon(small))
    return head;
  if (!isCapital(look.tokens, head) || (head === at && (has(look, at, 'notname') || has(look, at, 'title')))) return -1;
  return extent(look, head, true);
}

function introduced(look: Look, at: number, isStrong: boolean): number {
  const { tokens } = look;
  const joint = tokens.text.slice(endOf(tokens, at - 1), startOf(tokens, at));
  if (!/^['’]?[:=\-–,( ]{0,3}["„“«]?$/.test(joint) || has(look, at, 'notname') || has(look, at, 'title')) return -1;
  const word = wordAt(tokens, at);
  if (
    isCapital(tokens, at) &&
    (isName(look, at) || (isStrong && !everyday.has(word)) || (first.has(word) && isCapital(tokens, at + 1)) || isPairOfNames(look, at))
  )
    return extent(look, at, isStrong);
  if (!isStrong) return -1;
  const isSmall =
    !isCapital(tokens, at) &&
    word.length > 2 &&
    (first.has(word) || (last.has(wordAt(tokens, at + 1)) && !everyday.has(word) && !has(look, at, 'stop')));
  if (!isSmall || (everyday.has(word) && !last.has(wordAt(tokens, at + 1)))) return -1;
  let tail = at + 1;
  while (tail < at + 3 && particles.has(wordAt(tokens, tail)) && gapAt(tokens, tail) === none) tail += 1;
  if (tail > at + 1 && last.has(wordAt(tokens, tail)) && gapAt(tokens, tail) === none) return tail;
  const next = wordAt(tokens, at + 1);
  const isPair =
    gapAt(tokens, at + 1) === none &&
    /^ $/.test(tokens.text.slice(endOf(tokens, at), startOf(tokens, at + 1))) &&
    next.length > 2 &&
    !has(look, at + 1, 'stop') &&
    (last.has(next) || first.has(next)) &&
    !isInLexicon(next);
  return isPair ? at + 1 : at;
}

/** Two capitals, of which the second is a family name, or neither is a word that is known otherwise (where nouns are small). */
function isPairOfNames(look: Look, at: number): boolean {
  const { tokens } = look;
  const [one, two] = [wordAt(tokens, at), wordAt(tokens, at + 1)];
  if (!isCapital(tokens, at + 1) || gapAt(tokens, at + 1) !== none || tokens.text.slice(endOf(tokens, at), startOf(tokens, at + 1)) !== ' ')
    return false;
  if (has(look, at, 'stop') || everyday.has(one) || isInLexicon(one)) return false;
  return last.has(two) || (!speaks(look, at, 'de') && !everyday.has(two) && !isInLexicon(two));
}

/** "Dear Carol", but not "Dear customer"; "Thanks Boris", but not "Thanks Amazon". Greetings stand at the beginning of something. */
const greets = (look: Look, at: number) => {
  let begin = at;
  while (begin > 0 && at - begin < 4 && has(look, begin - 1, 'greet') && gapAt(look.tokens, begin) === none) begin -= 1;
  return (
    begin === 0 ||
    gapAt(look.tokens, begin) !== none ||
    /[,>:]\s?$/.test(look.tokens.text.slice(Math.max(0, startOf(look.tokens, begin) - 2), startOf(look.tokens, begin)))
  );
};
const isGreeted = (look: Look, at: number) => {
  const word = wordAt(look.tokens, at);
  if (has(look, at, 'notname') || has(look, at, 'title') || has(look, at, 'greet')) return false;
  if (!isCapital(look.tokens, at))
    return (
      first.has(word) &&
      !everyday.has(word) &&
      !has(look, at, 'stop') &&
      word.length > 3 &&
      /^\s*[,!\n]/.test(look.tokens.text.slice(endOf(look.tokens, at), endOf(look.tokens, at) + 3))
    );
  return isName(look, at) || (first.has(word) && !has(look, at, 'stop'));
};

/** Below or behind "Regards,": one to four words that end the line, of which one is a name or all are capitals of their own. */
function signs(look: Look, at: number, gap: number): number {
  const { tokens } = look;
  if (has(look, at, 'notname') || has(look, at, 'greet') || has(look, at, 'stop') || has(look, at, 'bye')) return -1;
  const word = wordAt(tokens, at);
  const end = isCapital(tokens, at)
    ? extent(look, at, true)
    : first.has(word) && !everyday.has(word) && word.length > 2
      ? small(look, at)
      : -1;
  if (end < 0) return -1;
  const isAlone =
    gapAt(tokens, end + 1) >= line ||
    end + 1 >= tokens.count ||
    /^[\s]*[,.!|(;<-]/.test(tokens.text.slice(endOf(tokens, end), endOf(tokens, end) + 3));
  const isKnown = first.has(word) || last.has(wordAt(tokens, end));
  const isLine = gap >= line;
  return isAlone &&
    (isKnown || (isLine && end > at && !everyday.has(word))) &&
    (isKnown || !everyday.has(word)) &&
    !(everyday.has(word) && end === at && !first.has(word))
    ? end
    : -1;
}

/** The last line of all, when it is short: who signs without a greeting. */
const endsText = ({ tokens }: Look, at: number) => tokens.count - at <= 3 && tokens.text.length - startOf(tokens, at) <= 40;

const small = ({ tokens }: Look, at: number) =>
  gapAt(tokens, at + 1) === none && last.has(wordAt(tokens, at + 1)) && !everyday.has(wordAt(tokens, at + 1)) ? at + 1 : at;

const nameless = bitOf.notname | bitOf.town | bitOf.stop;

/** A first name with another capital behind it, or a first name that is no everyday word, anywhere in a sentence. */
function listed(look: Look, at: number): number {
  const { tokens } = look;
  if (!isCapital(tokens, at) || hasAny(look, at, nameless)) return -1;
  const word = wordAt(tokens, at);
  if (word.length < 3 || !first.has(word)) return -1;
  const { text } = tokens;
  if (
    /[@#/_\d\p{L}]$/u.test(text.slice(Math.max(0, startOf(tokens, at) - 1), startOf(tokens, at))) ||
    /^[@_\d]|^\.\w|^['’]?s [A-Z]/.test(text.slice(endOf(tokens, at), endOf(tokens, at) + 4))
  )
    return -1;
  if (
    text.slice(startOf(tokens, at), endOf(tokens, at)) === text.slice(startOf(tokens, at), endOf(tokens, at)).toUpperCase() &&
    word.length < 5
  )
    return -1;
  const end = extent(look, at, false);
  const isModel = (back: number) =>
    modelWords.has(wordAt(tokens, at - back)) && !/[,.;:!?\n]/.test(text.slice(endOf(tokens, at - back), startOf(tokens, at)));
  if (isModel(1) || isModel(2)) return -1;
  const isEveryday = everyday.has(word) || isInLexicon(word);
  if (end > at) return isEveryday && !last.has(wordAt(tokens, end)) ? -1 : end;
  return isEveryday || word.length < 4 || !common.has(word) ? -1 : at;
}

const modelWords = new Set(
  'model modell modele modelo modello lamp lampe lampa lampara lampada candeeiro serie series collection kollektion collezione coleccion colecao collectie kolekcja rue street strasse via calle rua ulica straat'.split(
    ' ',
  ),
);
const isInLexicon = (word: string) =>
  (entriesOf(word)?.length ?? 0) > 0 || (stemsOf(word) ?? []).some(({ words: [stem = ''] }) => word.startsWith(stem));

const isName = (look: Look, at: number) => {
  const word = wordAt(look.tokens, at);
  return !has(look, at, 'stop') && ((first.has(word) && !everyday.has(word)) || (last.has(word) && !everyday.has(word) && word.length > 3));
};

/** How far a name goes: capitals, initials and particles on one line; a bare list needs the next word to be no everyday word. */
function extent(look: Look, at: number, isSure: boolean): number {
  const { tokens } = look;
  let end = at;
  for (let each = at + 1; each < at + longest + 1 && each < tokens.count; each += 1) {
    const joint = tokens.text.slice(endOf(tokens, each - 1), startOf(tokens, each));
    if (gapAt(tokens, each) > sentence || isNumberAt(tokens, each) || !/^(?: |-|'|’|\. |\.|\u00a0)$/.test(joint)) break;
    if (joint.startsWith('.') && endOf(tokens, each - 1) - startOf(tokens, each - 1) > 2) break;
    const word = wordAt(tokens, each);
    if (isCapital(tokens, each)) {
      const isOwn =
        first.has(word) ||
        word.length === 1 ||
        last.has(word) ||
        (!everyday.has(word) && (entriesOf(word)?.length ?? 0) === 0) ||
        joint === '-' ||
        (isSure && last.has(word));
      if (!isOwn || has(look, each, 'notname') || (everyday.has(word) && !last.has(word) && !isSure)) break;
      end = each;
    } else if (!particles.has(word)) break;
  }
  return end;
}
