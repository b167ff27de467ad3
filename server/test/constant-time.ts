// Comparisons that tell by their time how far what is handed in agrees with what proves something: seen by the names of what is compared, and by what it comes from within its file, whatever it is
// called there. What another file hands over under a name that says nothing is not seen.
import type { Source } from './house-rules.ts';

/** Files of the edges and of whoever proves an address that compare a digest, a token, a signature or a secret by other means than in constant time. */
export const unsteady = (sources: readonly Source[]): string[] =>
  sources
    .filter(({ file }) => /^(?:channels\/(?:adapters|push)|http|stores|people|consent|rights\/opendsr)\//.test(file))
    .flatMap(faultsIn);

/** Each file is read once, however often the house is asked with another one beside it. */
function faultsIn(source: Source): readonly string[] {
  const faults = read.get(source) ?? find(source);
  read.set(source, faults);
  return faults;
}
const read = new WeakMap<Source, readonly string[]>();

function find({ file, text }: Source): string[] {
  const origins = originsIn(text);
  return compared(text)
    .filter((sides) => !sides.some(isLiteral) && sides.some((side) => proves(side, origins)))
    .map((sides) => `${file}: ${sides.map(nameOf).join(' and ')} are compared in constant time`);
}

const proving = /signature|secret|token|digest|hmac|password|mac$|^macOf$/i;
const provingHeader = /\bheader\(\s*['"`][\w-]*(?:signature|token|secret|authorization|digest|hmac|mac)/i;
/** What hands on what it is given, or what it is called on. */
const wrapped = /^(?:Buffer\.from|String|encodeURIComponent|new Uint8Array)\(([\s\S]*)\)$/;
const handedOn = /\??\.(?:toString|toLowerCase|toUpperCase|trim|slice|subarray|normalize|replace|replaceAll|padEnd|padStart)\s*$/;

/** Each comparison as the texts of its two sides. */
function compared(text: string): readonly (readonly [string, string])[] {
  return [...text.matchAll(/[=!]==?|\.equals\(|\bBuffer\.compare\(/g)].map(({ index, 0: found }) => {
    const right = operand(text, index + found.length, 1);
    if (!found.startsWith('Buffer')) return [operand(text, index - 1, -1), right];
    return [right, operand(text, text.indexOf(',', index + found.length + right.length) + 1, 1)];
  });
}

/** From a comparison outwards to where its operand ends: an operator, a comma, or a bracket that it did not open. */
function operand(text: string, start: number, step: 1 | -1): string {
  const [opens, closes] = step === 1 ? ['([{', ')]}'] : [')]}', '([{'];
  let [depth, found] = [0, ''];
  for (let at = start; at >= 0 && at < text.length; at += step) {
    const letter = text[at] ?? '';
    if (opens.includes(letter)) depth += 1;
    else if (closes.includes(letter)) depth -= 1;
    const isOptional = letter === '?' && text[at + 1] === '.';
    if (depth < 0 || (depth === 0 && /[&|,;:=\n]|[?]/.test(letter) && !isOptional)) break;
    found = step === 1 ? found + letter : letter + found;
  }
  return found.trim().replace(/^(?:return|!|await)\s*/, '');
}

/** What each name of a file may stand for: how it was made, and what it was given where it is a parameter of a function that is called there. */
function originsIn(text: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const add = (name: string, from: string) => found.set(name, [...(found.get(name) ?? []), from]);
  for (const { 1: name = '', index, 0: whole } of text.matchAll(/\b(?:const|let)\s+(\w+)(?::[^=\n]+)?\s*=(?!=)\s*/g))
    add(name, pieces(text.slice(index + whole.length), ';')[0] ?? '');
  const functions = /(?:\bfunction\s+(\w+)\s*|\bconst\s+(\w+)\s*=\s*(?:async\s*)?)\(([^()]*)\)[^;{}]*?(?:=>|\{)/g;
  for (const { 1: one, 2: other, 3: list = '' } of text.matchAll(functions)) {
    const parameters = pieces(list, ',').map((each) => /^\s*(\w+)/.exec(each)?.[1] ?? '');
    for (const { index, 0: call } of text.matchAll(new RegExp(`(?<!function\\s|\\.)\\b${one ?? other}\\(`, 'g')))
      for (const [at, given] of pieces(pieces(text.slice(index + call.length), ')')[0] ?? '', ',').entries())
        if (parameters[at]) add(parameters[at], given);
  }
  return found;
}

/** A text in pieces at a mark that stands in no bracket. */
function pieces(text: string, mark: string | RegExp): string[] {
  const found = [''];
  let depth = 0;
  for (let at = 0; at < text.length && depth >= 0; at += 1) {
    const letter = text[at] ?? '';
    const isMark = depth === 0 && (typeof mark === 'string' ? letter === mark : mark.test(letter));
    if (isMark && mark === ')') break;
    if ('([{'.includes(letter)) depth += 1;
    else if (')]}'.includes(letter)) depth -= 1;
    if (isMark) found.push('');
    else found[found.length - 1] += letter;
    if (isMark && mark === ';') break;
  }
  return found;
}

/** Whether a text is, or was made by, what proves something; a size of it, a look at it or a verdict about it is not. */
function proves(side: string, origins: ReadonlyMap<string, readonly string[]>, steps = 0): boolean {
  if (steps > 4 || /=>|[=!]==|&&/.test(side)) return false;
  return pieces(side.replace(/\?\./g, '.'), /[?|:]/).some((each) => {
    const bare = unwrapped(each);
    if (isLiteral(bare)) return false;
    const name = nameOf(bare);
    if (proving.test(name) || (name === 'header' && provingHeader.test(bare))) return true;
    return /^\w+$/.test(bare) && (origins.get(bare) ?? []).some((from) => proves(from, origins, steps + 1));
  });
}

function unwrapped(text: string): string {
  let bare = text
    .trim()
    .replace(/^(?:await|return|!)\s+/, '')
    .replace(/ as \w+$/, '')
    .replace(/^\(([^()]*)\)$/, '$1');
  for (let before = ''; before !== bare; ) {
    before = bare;
    const call = bare.endsWith(')') ? bare.slice(0, opening(bare)) : '';
    if (handedOn.test(call)) bare = call.replace(handedOn, '');
    else if (call !== '' && wrapped.test(bare) && opening(bare) === bare.indexOf('('))
      bare = pieces(wrapped.exec(bare)?.[1] ?? '', ',')[0]?.trim() ?? '';
  }
  return bare;
}

/** Where the bracket opens that closes a text. */
function opening(text: string): number {
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    if (text[at] === ')') depth += 1;
    else if (text[at] === '(' && --depth === 0) return at;
  }
  return 0;
}

const isLiteral = (side: string): boolean => side === '' || /^(?:['"`\d-]|(?:undefined|null|true|false)\b)/.test(side);

/** The last member of a text, without what calls were given. */
function nameOf(side: string): string {
  let [bare, depth] = ['', 0];
  for (const letter of side.replace(/\[['"]([\w-]+)['"]\]/g, '.$1')) {
    if (letter === ')') depth -= 1;
    if (depth === 0 && letter !== '(' && letter !== ')') bare += letter;
    if (letter === '(') depth += 1;
  }
  return /([\w$-]+)[^\w$]*$/.exec(bare)?.[1] ?? '';
}
