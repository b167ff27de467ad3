// Addresses of mail: around each @, in any script, also spelt out ("carol (at) example (dot) com") and with the comma of a hurried hand.
import type { Found } from '../found.ts';
import type { Look } from '../look.ts';
import { isAtSign, traitsAt } from '../names/lists.ts';
import { endOf, startOf } from '../tokens.ts';

const local = /[\p{L}\p{N}\p{M}._%+\-'!#&*/=?^`{|}~]/u;
const domain = /[\p{L}\p{N}\p{M}.-]/u;
const files = /\.(png|jpe?g|gif|svg|webp|js|css|ts|pdf)$/i;
const spelt =
  /^\s?[([{<*_-]?\s?(?:at|arroba|malpa|małpa|małpka|chiocciola|chiocciolina|apen?staartje|aapje|arobase|arobas|arrobas|ät|aet|klammeraffe|monkey)\s?[)\]}>*_-]?\s?/i;
const dotted = /^\s?[([{]?\s?(?:dot|punkt|point|punto|punt|kropka|ponto)\s?[)\]}]?\s?/i;
const inWords = {
  '@': /(?:\s+|\s*[([{<*_-]\s?)(?:at|arroba|malpa|małpa|małpka|chiocciola|chiocciolina|apen?staartje|aapje|arobase|arobas|arrobas|ät|aet|klammeraffe|monkey)(?:\s?[)\]}>*_-]\s*|\s+)/iu,
  '.': /(?:\s+|\s*[([{]\s?)(?:dot|punkt|point|punto|punt|kropka|ponto)(?:\s?[)\]}]\s*|\s+)/giu,
  _: /\s+(?:underscore|under score|unterstrich|sublinhado|tiret bas|gui[oó]n bajo|trattino basso)\s+/giu,
  '-': /\s+(?:minus|bindestrich|tiret|gui[oó]n|trattino|h[ií]fen|my[sś]lnik)\s+/giu,
} as const;
const longestLocal = 64;
const longestDomain = 253;

export function emails({ tokens }: Look, found: Found): void {
  const { text } = tokens;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const gapBefore = text.charAt(at - 1) === ' ' && text.charAt(at + 1) === ' ' ? 1 : 0;
    let start = at - gapBefore;
    while (start > 0 && at - start < longestLocal && local.test(text.charAt(start - 1))) start -= 1;
    // "user=carol@…", "to=carol@…" in a log: the setting's name is no part of the address.
    const setting = /^[a-z_]{2,12}=(?=[^=+]+$)/i.exec(text.slice(start, at));
    if (setting) start += setting[0].length;
    while (start < at && /['._/=?*|`{}~!#&-]/.test(text.charAt(start))) start += 1;
    let end = at + 1 + gapBefore;
    const from = end;
    while (end < text.length && end - from < longestDomain && domain.test(text.charAt(end))) end += 1;
    if (/^,(com|de|fr|es|it|nl|pl|pt|net|org|eu)\b/i.test(text.slice(end, end + 5)) && !text.slice(from, end).includes('.'))
      end += text.slice(end + 1).search(/[^a-z]|$/i) + 1;
    while (end > from && /[.-]/.test(text.charAt(end - 1))) end -= 1;
    const host = text.slice(from, end).replace(',', '.');
    if (start >= at - gapBefore || !isHost(host) || (gapBefore > 0 && !/\p{L}/u.test(text.slice(start, at)))) continue;
    found(start, end, 'email', 0.98);
    at = end - 1;
  }
}

const isHost = (host: string) =>
  (/^[\p{L}\p{N}\p{M}-]+(\.[\p{L}\p{N}\p{M}-]+)*\.(\p{L}{2,24}|xn--[\w-]{1,59})$/u.test(host) &&
    !host.includes('..') &&
    !files.test(host)) ||
  host === 'localhost';

/** "carol dot reed at example dot com" and its like: the word for @, and behind it a host whose dots are words or dots. */
export function speltEmails({ tokens, signals }: Look, found: Found): void {
  const { text } = tokens;
  for (const at of signals) {
    if (at === 0 || at + 2 >= tokens.count || (traitsAt(tokens, at) & isAtSign) === 0 || text.charAt(startOf(tokens, at) - 1) === '@')
      continue;
    const lead = spelt.exec(text.slice(endOf(tokens, at - 1), endOf(tokens, at - 1) + 24));
    if (!lead || endOf(tokens, at - 1) + lead[0].length < startOf(tokens, at + 1)) continue;
    const end = hostEnd(text, startOf(tokens, at + 1));
    if (end < 0) continue;
    let start = startOf(tokens, at - 1);
    while (start > 0 && endOf(tokens, at) - start < longestLocal && /[\p{L}\p{N}._-]/u.test(text.charAt(start - 1))) start -= 1;
    for (let parts = 0; parts < 3; parts += 1) {
      const said = spokenStop.exec(text.slice(Math.max(0, start - 48), start));
      if (!said) break;
      start -= said[0].length;
    }
    found(start, end, 'email', 0.85);
  }
}

/** What was found as mail writes it: "carol (at) example dot com" is carol@example.com. */
export function plainAddress(found: string): string {
  const at = found.includes('@') ? found : found.replace(inWords['@'], '@');
  const plain = (['.', '_', '-'] as const).reduce((text, sign) => text.replace(inWords[sign], sign), at).replace(/\s/g, '');
  return plain.replace(/,(?=\w+$)/, '.');
}

/** "carol dot reed …": a word and the word for a stop, before what was found already. */
const spokenStop =
  /(?<![\p{L}\p{N}])[\p{L}\p{N}_-]{1,24} (?:dot|punkt|point|punto|punt|kropka|ponto|underscore|under score|unterstrich|minus|bindestrich|tiret(?: bas)?|gui[oó]n(?: bajo)?|trattino(?: basso)?|(?:laag |liggend )?streepje|podkre[sś]l(?:enie|nik)|my[sś]lnik|underline|h[ií]fen|sublinhado|tra[cç]o(?: baixo)?) $/iu;

function hostEnd(text: string, from: number): number {
  let end = from;
  for (let labels = 0; labels < 5; labels += 1) {
    const label = /^[\p{L}\p{N}-]{1,63}/u.exec(text.slice(end, end + 63))?.[0];
    if (!label) return -1;
    end += label.length;
    const dot =
      dotted.exec(text.slice(end, end + 16))?.[0] ?? (text.charAt(end) === '.' && /[\p{L}]/u.test(text.charAt(end + 1)) ? '.' : undefined);
    if (!dot) return labels > 0 && /^(com|de|fr|es|it|nl|pl|pt|net|org|eu|be|at|ch|uk|ie|br|io|info)$/i.test(label) ? end : -1;
    end += dot.length;
  }
  return -1;
}
