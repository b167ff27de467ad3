// Addresses of machines: IPv4, IPv6 and MAC. Version numbers, times and ratios look alike.
import { isIPv6 } from 'node:net';
import type { Found } from '../found.ts';
import { bitOf } from '../lexicon.ts';
import { has, type Look } from '../look.ts';
import { endOf, gapAt, isNumberAt, line, startOf, wordAt } from '../tokens.ts';

const v4 = /(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?![\d])/y;
const mac =
  /[0-9A-Fa-f]{2}(?:([:-])[0-9A-Fa-f]{2})(?:\1[0-9A-Fa-f]{2}){4}(?![0-9A-Za-z:])|[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}(?![0-9A-Za-z.])/y;
const v6 = /[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?:\.\d{1,3}){0,3}/y;
const hex = /^[0-9a-f]{1,4}$/;
/** Words that announce a version, a chapter or a part; and those that announce an address. The nearer one says which it is. */
const versions = new Set(
  (
    'version versions versie versione versao wersja wersji ver v vers firmware build release rel software update updated upgrade upgraded patch fw sw app apps browser client cliente klient client. ' +
    'aggiornamento aggiornato aggiornata actualizacion actualizado actualizada actualice atualizacao atualizado atualizada atualizei aktualizacja aktualizacji aktualizacje aktualisierung aktualisiert ' +
    'mise jour maj bijgewerkt update-versie kapitel chapter chapitre capitulo capitolo cap hoofdstuk rozdzial section abschnitt absatz seccion sezione sectie sekcja seccao paragraph paragraaf punkt punt punto ponto art ' +
    'ios android windows chrome firefox safari edge okhttp curl python java node php driver treiber pilote plugin modul module sdk api lib library os macos kernel bios navegador navigateur navigatore przegladarka przegladarce przegladarki ' +
    'modell model modele modelo modello serial seriennummer serie lote lot charge batch artikel article articulo articolo'
  ).split(' '),
);
const machines = new Set(
  'ip ipv host hosts server servers router gateway ping dns src dst source destination remote peer from von desde depuis dal da od address adresse addr direccion indirizzo adres endereco login logged anmeldung zugriff proxy vpn subnet netz network lan wan dhcp lease inet url http https ssh ftp firewall x forwarded for client_ip addr netmask'.split(
    ' ',
  ),
);
const backwards = 5;
const [blank, colon] = [0x20, 0x3a];

export function network(look: Look, found: Found): void {
  const { tokens } = look;
  const { text } = tokens;
  let past = 0;
  for (let at = 0; at < tokens.count; at += 1) {
    const start = startOf(tokens, at);
    if (start < past) continue;
    const behind = endOf(tokens, at);
    const isNumber = isNumberAt(tokens, at);
    // Most words are too long for a group, or have a blank behind them.
    if (!isNumber && (behind - start > 4 || text.charCodeAt(behind) === blank) && text.charCodeAt(start - 1) !== colon) continue;
    const next = text.charAt(behind);
    const before = text.charAt(start - 1);
    if (isNumber && next === '.' && before !== '.' && !isWordLike(before) && behind - start <= 3) {
      const end = endAt(v4, text, start);
      if (
        end > 0 &&
        !isWordLike(text.charAt(end)) &&
        !/^-[a-z]/i.test(text.slice(end, end + 2)) &&
        !/^\.\d/.test(text.slice(end, end + 2)) &&
        isAddress(look, at, text.slice(start, end))
      ) {
        found(start, end, 'ip', 0.95);
        past = end;
        continue;
      }
    }
    const isHex =
      isNumber || ((next === ':' || next === '-' || next === '.' || isDigit(next)) && hex.test(text.slice(start, behind).toLowerCase()));
    if (!isHex || isWordLike(before) || before === ':') {
      if (before === ':' && text.charAt(start - 2) === ':' && !isWordLike(text.charAt(start - 3)))
        past = six(text, start - 2, found) || past;
      continue;
    }
    const end = isParted(text, start) ? endAt(mac, text, start) : -1;
    if (end > 0 && before !== '-') {
      found(start, end, 'mac', 0.97);
      past = end;
    } else if (text.slice(start, start + 5).includes(':')) past = six(text, start, found) || past;
  }
}

/** Four numbers with stops between them are a version as well as an address: by the words before them, else by a private range or by their length. */
function isAddress(look: Look, at: number, written: string, isSecond = false): boolean {
  const { tokens } = look;
  if (versions.has(wordAt(tokens, at + 4)) && gapAt(tokens, at + 4) === 0) return false;
  const start = startOf(tokens, at);
  const lead = tokens.text.slice(Math.max(0, start - 24), start);
  // "okhttp/4.12.0.1", "v1.2.3.4"; but "http://192.0.2.1"
  if (/[\p{L}\d]\/$/u.test(lead)) return false;
  if (reserved.test(written)) return !has(look, at - 1, bitOf.other) && !versions.has(wordAt(tokens, at - 1));
  for (let back = 1; back <= backwards && back <= at; back += 1) {
    if (gapAt(tokens, at - back + 1) >= line) break;
    const word = wordAt(tokens, at - back);
    if (machines.has(word))
      return !/^(?:from|von|desde|depuis|dal|da|od|for|x|client)$/.test(word) || !versions.has(wordAt(tokens, at - back - 1));
    if (versions.has(word) || has(look, at - back, bitOf.other)) return false;
  }
  if (!isSecond && /[-=]> ?$|→ ?$/.test(lead)) return !isVersionBefore(look, at);
  return written.replace(/\D/g, '').length >= 8;
}

/** "19.168.1.20 -> 19.168.1.22": what the first of two is, so is the second. */
const isVersionBefore = (look: Look, at: number) =>
  isNumberAt(look.tokens, at - 4) &&
  !isAddress(look, at - 4, look.tokens.text.slice(startOf(look.tokens, at - 4), endOf(look.tokens, at - 1)), true);

/** Private, local and documentation ranges (RFC 1918, 3927, 5737). */
const reserved = /^(?:10\.|127\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.)/;

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

/** Whether a sign stands where the first two, or four, figures of a MAC address end. */
function isParted(text: string, start: number): boolean {
  const unit = text.charCodeAt(start + 2);
  return unit === colon || unit === 0x2d || text.charCodeAt(start + 4) === 0x2e;
}

const isDigit = (letter: string) => letter >= '0' && letter <= '9';
const isWordLike = (letter: string) => letter !== ' ' && /[\p{L}\p{N}_]/u.test(letter);

/** Where a sticky pattern ends that begins at `start`; -1 when it does not match. */
function endAt(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : -1;
}
