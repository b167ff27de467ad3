// Addresses of machines: IPv4, IPv6 and MAC. Version numbers, times and ratios look alike.
import { isIPv6 } from 'node:net';
import type { Found } from '../found.ts';
import { has, type Look } from '../look.ts';
import { endOf, isNumberAt, startOf, wordAt } from '../tokens.ts';

const v4 = /(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?![\d])/y;
const mac =
  /[0-9A-Fa-f]{2}(?:([:-])[0-9A-Fa-f]{2})(?:\1[0-9A-Fa-f]{2}){4}(?![0-9A-Za-z:])|[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}(?![0-9A-Za-z.])/y;
const v6 = /[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:\.\d{1,3}){0,3}/y;
const hex = /^[0-9a-f]{1,4}$/;
const versions = new Set([
  'version',
  'v',
  'ver',
  'firmware',
  'build',
  'release',
  'versie',
  'wersja',
  'versione',
  'versao',
  'software',
  'update',
  'fw',
]);

export function network(look: Look, found: Found): void {
  const { tokens } = look;
  const { text } = tokens;
  let past = 0;
  for (let at = 0; at < tokens.count; at += 1) {
    const start = startOf(tokens, at);
    if (start < past) continue;
    const next = text.charAt(endOf(tokens, at));
    const isNumber = isNumberAt(tokens, at);
    const before = text.charAt(start - 1);
    if (isNumber && next === '.' && before !== '.' && !isWordLike(before) && endOf(tokens, at) - start <= 3) {
      const end = endAt(v4, text, start);
      const isVersion =
        versions.has(wordAt(tokens, at + 4)) ||
        versions.has(wordAt(tokens, at - 1)) ||
        versions.has(wordAt(tokens, at - 2)) ||
        has(look, at - 1, 'other');
      if (end > 0 && !isWordLike(text.charAt(end)) && !/^\.\d/.test(text.slice(end, end + 2)) && !isVersion) {
        found(start, end, 'ip', 0.95);
        past = end;
        continue;
      }
    }
    const isHex = isNumber || hex.test(wordAt(tokens, at));
    if (!isHex || isWordLike(before) || before === ':') {
      if (before === ':' && text.charAt(start - 2) === ':' && !isWordLike(text.charAt(start - 3)))
        past = six(text, start - 2, found) || past;
      continue;
    }
    const end = endAt(mac, text, start);
    if (end > 0 && before !== '-') {
      found(start, end, 'mac', 0.97);
      past = end;
    } else if (text.indexOf(':', start) - start <= 4) past = six(text, start, found) || past;
  }
}

function six(text: string, start: number, found: Found): number {
  const end = endAt(v6, text, start);
  if (end < 0) return 0;
  const candidate = text
    .slice(start, end)
    .replace(/(?<!:):$/, '')
    .replace(/\.+$/, '');
  if (!isIPv6(candidate) || candidate.length < 4 || isWordLike(text.charAt(start + candidate.length))) return 0;
  found(start, start + candidate.length, 'ip', 0.95);
  return start + candidate.length;
}

const isWordLike = (letter: string) => /[\p{L}\p{N}_]/u.test(letter);

/** Where a sticky pattern ends that begins at `start`; -1 when it does not match. */
function endAt(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : -1;
}
