// Finds what the server says of one field of a form (`fields[].message` of a Problem), wherever it stands: beside `message:`, or handed to a helper that puts it there.
import { globSync, readFileSync } from 'node:fs';

/** Files whose complaints only programs get to read, and the stand-ins of providers. */
const ofPrograms =
  /emulator|opendsr|channels\/adapters\/custom\/webhooks|handover\/(reception|document|handover)\.ts|http\/errors\.ts|\.test\.ts$/;
/** What puts its sentence into a field. */
const helpers = /\b(?:refuse|refused|wrong|blank|invalid|complaint|against|unfitTime|named)\(/g;
const said = /'((?:[^'\\\n]|\\.)*)'|`([^`]*)`/g;

export type Complaints = { readonly sentences: readonly string[]; readonly unread: readonly string[] };

/** The sentences of these files by their names, with # for what is filled in; and the places where none could be read. */
export function complaintsIn(files: ReadonlyMap<string, string>): Complaints {
  const [sentences, unread] = [new Set<string>(), [] as string[]];
  for (const [path, text] of files) {
    if (ofPrograms.test(path) || !/'invalid'|invalid\(|wrong\(|complaint\(/.test(text)) continue;
    const plain = text.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '#');
    for (const { place, part } of [...calls(plain), ...beside(plain)]) {
      const found = [...part.matchAll(said)].map(([, one = '', other = '']) => one || other).filter((each) => /\w \w/.test(each));
      for (const each of found) sentences.add(each.replaceAll("\\'", "'"));
      if (found.length === 0) unread.push(`${path}: ${place}`);
    }
  }
  return { sentences: [...sentences].sort(), unread };
}

/** Every file of the server, by its path. */
export const serverFiles = (): Map<string, string> =>
  new Map(
    globSync('../src/**/*.ts', { cwd: import.meta.dirname }).map((path) => [path, readFileSync(`${import.meta.dirname}/${path}`, 'utf8')]),
  );

/** All that is said in a table or a constant, from its name to its end. */
export function saidAt(files: ReadonlyMap<string, string>, path: string, name: string): string[] {
  const text = [...files].find(([each]) => each.endsWith(path))?.[1] ?? '';
  const from = text.indexOf(name);
  const block = text.slice(from, text.indexOf(';\n', from)).replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '#');
  return [...block.matchAll(said)].map(([, one = '', other = '']) => one || other).filter((each) => /\w \w/.test(each));
}

type Place = { readonly place: string; readonly part: string };

function calls(text: string): Place[] {
  return [...text.matchAll(helpers)].flatMap((found) => {
    const part = text.slice(found.index + found[0].length, endOf(text, found.index + found[0].length));
    return /: string|: Toggle|: NewGrant/.test(part) ? [] : [{ place: `${found[0]}${part.slice(0, 60)}`, part }]; // where it is made
  });
}

const beside = (text: string): Place[] =>
  [...text.matchAll(/path[^;\n]*?[,{]\s*message(?::\s*([^\n]*)|\s*\}\])/g)].flatMap(([place, part]) =>
    part === undefined ? [] : [{ place, part }],
  );

/** Where the parenthesis that was opened before closes. */
function endOf(text: string, from: number): number {
  let [open, quote] = [1, ''];
  for (let at = from; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if (quote) quote = letter === quote && text[at - 1] !== '\\' ? '' : quote;
    else if (letter === "'" || letter === '`') quote = letter;
    else if (letter === '(') open += 1;
    else if (letter === ')' && --open === 0) return at;
  }
  return text.length;
}
