// Secrets: keys by the shapes their makers gave them, passwords by the words that announce them. "My password is wrong" tells none.
import type { Found } from '../found.ts';
import { bitOf } from '../lexicon.ts';
import { has, type Look } from '../look.ts';
import { isKeyWord, traitsAt } from '../names/lists.ts';
import { endOf, gapAt, startOf, wordAt } from '../tokens.ts';
import { besideName, phraseLength, standsApart } from './announced.ts';
import { opensDoor } from './codes.ts';

/** Every alternative begins at the edge of a word, so that a long run is tried once and not from each of its letters. */
const keys = new RegExp(
  `(?<![\\w-])(?:${[
    '(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}',
    'gh[pousr]_[A-Za-z0-9]{30,255}',
    'github_pat_\\w{22,255}',
    'glpat-[\\w-]{20,64}',
    'xox[abeoprs]-[\\w-]{10,250}',
    '(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{10,250}',
    'whsec_[A-Za-z0-9+/=]{16,250}',
    'sk-(?:ant-|proj-)?[\\w-]{20,250}',
    'AIza[\\w-]{35}',
    'ya29\\.[\\w-]{20,1000}',
    'npm_[A-Za-z0-9]{36}',
    'hf_[A-Za-z0-9]{30,60}',
    'dop_v1_[a-f0-9]{64}',
    'SG\\.[\\w-]{16,32}\\.[\\w-]{16,64}',
    'shpat_[a-fA-F0-9]{32}',
    'EAAC[A-Za-z0-9]{30,300}',
    'key-[0-9a-z]{32}',
    '(?:[ps]k\\.)?eyJ[\\w-]{8,8000}\\.[\\w-]{8,16000}(?:\\.[\\w-]{0,2000})?',
  ].join('|')})(?![\\w])`,
  'g',
);
const bearer = /\b(?:bearer|basic)\s{1,3}([A-Za-z0-9._~+/=-]{16,4000})/iy;
const labelled =
  /\b(?:(?:api|access|secret|auth|private)[ _-]?(?:access[ _-]?)?(?:key|token|secret)|apikey|api[- ]schl(?:ü|ue)ssel|clé api|clave api|chiave api|api[- ]sleutel|klucz api|chave api|client_secret|AccountKey)\b["']?\s{0,2}(?:is|ist|est|es|è|é|to|lautet)?\s{0,2}[:=]?\s{0,2}["']?([A-Za-z0-9_\-+/.=]{16,1000})/iuy;
/** Names of settings that hold one: "aws_secret=…", "API_TOKEN: …". */
const setting = /(?:secret|token|api_?key|passwd|private_?key)[\w-]{0,20}["']?\s{0,2}[:=]\s{0,2}["']?([A-Za-z0-9_\-+/.=]{16,1000})/iy;
/** A line of a file of settings whose value is nothing but letters and digits by chance: "MAILER=…". */
const environment =
  /(?<![\w-])(?![A-Z_]*(?:SHA|HASH|COMMIT|SUM|BUILD|DIGEST|UUID|REV|ID)\d?=)[A-Z][A-Z0-9_]{2,40}=["']?([A-Za-z0-9_+/-]{24,200})(?![\w.@:])/g;
const passSetting = /(?:pass(?:w(?:or)?d)?|pwd|psw|kennwort|contrase[ñn]a|senha|has[lł]o)\d{0,2}["']?=["']?([^\s"'&;,<>{}$*]{4,128})/iuy;
const settingWord = /secret|token|api|pass|pwd|psw|kennwort|contrase|senha|has[lł]o|private/i;
const regional = /(?<![\w-])[0-9a-f]{32}-us\d{1,2}(?!\w)/g;
const inUrl = /:\/\/[^\s:@/]{1,64}:([^\s:@/]{3,128})@/g;
const begins = '-----BEGIN ';

export function keysIn({ tokens, signals }: Look, found: Found): void {
  const { text } = tokens;
  forEachRun(text, (run, from) => {
    if (run.search(keys) >= 0)
      for (const { index, 0: key } of run.matchAll(keys)) found(from + index, from + index + key.length, 'key', 0.98);
    if (run.includes('-us'))
      for (const { index, 0: key } of run.matchAll(regional)) found(from + index, from + index + key.length, 'key', 0.95);
    if (run.includes('=')) for (const match of run.matchAll(environment)) tell(match, from, false, found);
  });
  if (text.includes('://')) for (const match of text.matchAll(inUrl)) tell(match, 0, true, found);
  for (const at of signals) {
    if ((traitsAt(tokens, at) & isKeyWord) === 0) continue;
    const start = startOf(tokens, at);
    for (const pattern of [bearer, labelled]) askAt(text, pattern, start, found);
    besideName(text, start, found);
    const inner = text.slice(start, endOf(tokens, at)).search(settingWord);
    if (inner >= 0) for (const pattern of [setting, passSetting]) askAt(text, pattern, start + inner, found);
  }
  for (let at = text.indexOf(begins); at >= 0; at = text.indexOf(begins, at + 1)) {
    if (!/^-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/.test(text.slice(at, at + 80))) continue;
    const close = text.indexOf('-----END ', at);
    const end = close < 0 ? text.length : close + (/^-----END [A-Z0-9 ]{0,40}-----/.exec(text.slice(close, close + 60))?.[0].length ?? 9);
    found(at, end, 'key', 0.99);
    at = end - 1;
  }
}

/** The parts of a text without a blank that are long enough for a key; few texts have one. */
function forEachRun(text: string, look: (run: string, from: number) => void): void {
  for (let from = 0; from + shortestKey <= text.length; ) {
    let blank = from + shortestKey - 1;
    while (blank >= from && !isBlank(text.charCodeAt(blank))) blank -= 1;
    if (blank >= from) {
      from = blank + 1;
      continue;
    }
    let to = from + shortestKey;
    while (to < text.length && !isBlank(text.charCodeAt(to))) to += 1;
    look(text.slice(from, to), from);
    from = to + 1;
  }
}

const shortestKey = 14;
const isBlank = (unit: number) => unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);

function askAt(text: string, pattern: RegExp, start: number, found: Found): void {
  pattern.lastIndex = start;
  const match = pattern.exec(text);
  if (match) tell(match, 0, pattern === passSetting, found);
}

function tell({ index, 0: whole, 1: key = '' }: RegExpExecArray, from: number, isPassword: boolean, found: Found): void {
  const value = key.replace(/[.=]+$/, (tail) => (tail.includes('=') ? tail.replace(/\.+$/, '') : ''));
  const start = from + index + whole.lastIndexOf(key);
  if (isPassword) found(start, start + key.length, 'password', 0.95);
  else if (/\d/.test(value) && /[a-z]/i.test(value)) found(start, start + value.length, 'key', 0.9);
}

const links = new Set(
  'is was ist war lautet ist: est etait es era e era jest to bylo foi are my the : le el il de w naam del per di do da for account konto mein a van wifi wlan old new current neues altes'.split(
    ' ',
  ),
);
const linkWords = new Set('is was ist war lautet lautete est etait es era e jest to bylo foi being would'.split(' '));
/** Words that stand where a password would and are none. */
const none = new Set(
  (
    'not wrong incorrect invalid expired forgotten lost correct right reset changed rejected not accepted working safe secure weak strong too still always never being gone unknown the a an my no been ' +
    'falsch nicht ungültig ungueltig ungultig abgelaufen vergessen verloren richtig korrekt geändert zurückgesetzt weg sicher unsicher immer noch zu und kein nie leider schon mehr gesperrt ' +
    'pas incorrect invalide oublie perdu expire faux correct bon refuse errone toujours trop change modifie bloque que mal incorrecta incorrecto caducada olvidada no invalida valida correcta bloqueada muy demasiado siempre ' +
    'non sbagliata sbagliato errata errato scaduta dimenticata valida corretta bloccata troppo sempre piu stata niet onjuist ongeldig verlopen vergeten kwijt fout juist goed te veilig altijd geblokkeerd ' +
    'nie bledne zle niepoprawne wygaslo zapomniane dobre poprawne zbyt zawsze zablokowane bylo nao errada errado incorreta expirada esquecida bloqueada correta muito sempre ' +
    'and und et y e i en or oder ou o lub does doesn doesnt funktioniert marche fonctionne funciona funziona werkt dziala must should muss sollte doit debe deve moet musi needs please bitte svp ' +
    'via per por par by in on at of to for manager protector length field reset link'
  ).split(' '),
);

const mostBehind = 90;
const isNone = (word: string): boolean =>
  none.has(word.toLowerCase()) || none.has(word.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, ''));

export function passwords(look: Look, found: Found): void {
  const { tokens } = look;
  const { text } = tokens;
  for (let at = 0; at < tokens.count; at += 1) {
    if (!has(look, at, bitOf.password) || (has(look, at + 1, bitOf.password) && gapAt(tokens, at + 1) === 0)) continue;
    if (/[-\p{L}\d]/u.test(text.charAt(startOf(tokens, at) - 1)) && !/^(passwor[dt]|pin)$/.test(wordAt(tokens, at))) continue;
    if (isPin(look, at) && opensDoor(look, at)) continue;
    const behind = text.slice(endOf(tokens, at), endOf(tokens, at) + mostBehind);
    const link = linkAfter(behind);
    const far = link === undefined ? farValue(look, at, behind) : undefined;
    if (far) found(far.start, far.end, 'password', 0.75);
    if (link === undefined) continue;
    const told = behind.slice(link.length);
    const phrase = link.isLine ? phraseLength(tokens, at, told, isNone, behind.length < mostBehind) : 0;
    if (phrase > 0) {
      found(endOf(tokens, at) + link.length, endOf(tokens, at) + link.length + phrase, 'password', 0.8);
      continue;
    }
    const value = /^(?:["“„«‘'`]([^"”“»’'`\n]{3,80})["”“»’'`]|[^\s"“„<]{3,80})/.exec(told);
    if (!value) continue;
    const isQuoted = value[1] !== undefined;
    const raw = isQuoted
      ? (value[1] ?? '')
      : value[0].replace(/[.,;:!?)\]]+$/, (mark) => (/^[!?]{1}$/.test(mark) && /\d/.test(value[0]) ? mark : ''));
    const start = endOf(tokens, at) + link.length + (isQuoted ? 1 : 0);
    const rest = told.slice(value[0].length);
    if (link.isApart && !standsApart(raw, rest)) continue;
    if (isPin(look, at) && !/\d/.test(raw)) continue;
    if (
      isSecret(
        raw,
        isQuoted,
        link.isColon,
        link.isVerb && !(/^ e $/.test(behind.slice(0, link.length)) && !/\d/.test(raw)),
        /^\s*($|[\n.,;!?)]|(and|und|et|y|e|en|i|but)\b)/.test(rest) || /[.,;!?]$/.test(value[0]),
      )
    )
      found(start, start + raw.length, 'password', isQuoted || /\d/.test(raw) ? 0.9 : 0.7);
  }
}

/** What is made of digits, whatever else stands around. */
const isPin = (look: Look, at: number) => /^(?:pin|pincode|geheimzahl|kod|code|codigo|codice)$/.test(wordAt(look.tokens, at));

const betweenWords =
  /^((?:,?[ \u00a0]{1,2}[\p{L}'’-]{1,14}){1,5}?)[ \u00a0]{0,2}[:=]?[ \u00a0]["„“«']?(?=[^\s"“„<,;]{0,39}[\d!#$%&*_+=])([^\s"“„<,;]{4,40})/u;
const whose = /(?:^| )(?:user|username|account|konto|compte|cuenta|conta|login|for order|email|mail|no|not|nicht|pas|non|nie|niet)$/i;

/** "The password on the sticker is Maple!92", "wifi del portal Tulipan_2020": a few words on, but only what no word looks like. */
function farValue({ tokens, ...look }: Look, at: number, behind: string): { start: number; end: number } | undefined {
  const match = betweenWords.exec(behind);
  const value = match?.[2]?.replace(/[.:?)\]]+$/, '') ?? '';
  if (!match || whose.test(match[1] ?? '')) return undefined;
  const start = endOf(tokens, at) + match[0].length - (match[2]?.length ?? 0);
  for (let each = at + 1; startOf(tokens, each) < start; each += 1)
    if (gapAt(tokens, each) > 0 || has({ tokens, ...look }, each, bitOf.other) || has({ tokens, ...look }, each, bitOf.id))
      return undefined;
  const isMixed =
    value.length >= 5 &&
    /\p{L}/u.test(value) &&
    (/\d/.test(value) || /[!#$%&*_+=]/.test(value)) &&
    !/@\w|:\/\/|^\d+\p{L}{1,4}$/u.test(value);
  const isDigits = isPin({ tokens, ...look }, at) && /^\d{4,8}$/.test(value);
  return isMixed || isDigits ? { start, end: start + value.length } : undefined;
}

/** `isLine`: a colon, and the value on its line. `isApart`: a blank line or the edge of a cell between. */
type Link = { readonly length: number } & Readonly<Record<'isColon' | 'isVerb' | 'isLine' | 'isApart', boolean>>;

/** What may stand between "password" and the password itself: a verb, a colon, a few small words; a bare blank only before something with a digit. */
function linkAfter(behind: string): Link | undefined {
  const found =
    /^((?:[ \u00a0]{1,2}[\p{L}@.-]{1,12}){0,4}?)[ \u00a0]{0,2}((?:[:=→>]|->|=>)[ \u00a0\t]{0,3}(?:\r?\n[ \u00a0]{0,2}){0,2}|\t[ \u00a0]{0,2}|[ \u00a0]{1,2}(?:is|was|ist|war|lautet|est|es|era|è|e|é|jest|to|było|foi|e')[ \u00a0]{1,2}:?[ \u00a0]?|[ \u00a0](?=["“„«]))/iu.exec(
      behind,
    );
  if (!found) {
    const bare = /^[ \u00a0](?=\S{0,40}\d)/.exec(behind);
    return bare ? { length: 1, isColon: false, isVerb: false, isLine: false, isApart: false } : undefined;
  }
  const between = found[1]?.trim() ?? '';
  if (between !== '' && !between.split(/\s+/).every((word) => links.has(word.toLowerCase()))) return undefined;
  const isApart = /^\t|\n[^\n]*\n/.test(found[2] ?? '');
  const isColon = isApart || /[:=→>]/.test(found[2] ?? '');
  return {
    length: found[0].length,
    isColon,
    isLine: /^:[^\n]*$/.test(found[2] ?? ''),
    isApart,
    isVerb: !isColon && linkWords.has((found[2] ?? '').trim().toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')),
  };
}

function isSecret(raw: string, isQuoted: boolean, isColon: boolean, isVerb: boolean, endsHere: boolean): boolean {
  if (raw.length < 3 || /^https?:/i.test(raw)) return false;
  if (isQuoted && !isColon && !isVerb) return /\d/.test(raw) && !/\s/.test(raw);
  if (isQuoted) return raw.split(/\s/).length <= 5;
  const hasDigit = /\d/.test(raw);
  const isOdd = hasDigit || /[^\p{L}'’.-]/u.test(raw) || /\p{Ll}\p{Lu}/u.test(raw);
  if (isOdd)
    return isColon || isVerb || (/\p{L}/u.test(raw) ? raw.length >= 5 : raw.length >= 4 && raw.length <= 8 && !/[.,:/-]/.test(raw));
  return (isColon || isVerb) && endsHere && !isNone(raw) && raw.length >= 4;
}
