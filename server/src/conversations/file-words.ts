// What must not rest does not rest in a file of words either: text, tables, pages, calendars, cards and mails are looked through like messages. Whatever is no text
// stays as it is; nothing is unpacked.
import { setImmediate as breathe } from 'node:timers/promises';
import { type Counts, partEnd, rest, sum } from '#detection';
import type { File } from './types.ts';

/** Bytes of a file that are looked through; what stands behind them stays as it came. */
export const mostLookedThrough = 1_048_576;
const words = /^(?:text\/[\w.+-]+|message\/rfc822|application\/(?:json|xml|[\w.-]+\+(?:json|xml)))$/;
const endings = /\.(?:txt|text|log|md|csv|tsv|html?|ics|vcf|json|xml|eml|ya?ml|ini|env|conf)$/i;
/** Pictures in a card or a mail: lines of nothing but Base64 (RFC 4648), in which a word is chance. */
const encoded = /((?:^[ \t]?[A-Za-z0-9+/]{60,}={0,2}\r?\n){2,})/m;

/** The bytes as they may rest, with what was found in them; the same bytes where nothing was masked or the file is no text (UTF-8, UTF-16 with its mark, else one byte a sign). */
export async function restFile({ name, type, bytes }: File): Promise<{ readonly bytes: Buffer; readonly found: Counts }> {
  const said = type.toLowerCase().split(';')[0]?.trim() ?? '';
  if (!(words.test(said) || endings.test(name))) return { bytes, found: {} };
  const code = codeOf(bytes);
  if (code === undefined) return { bytes, found: {} };
  const text = code.decode(bytes.subarray(0, mostLookedThrough));
  const found: Counts[] = [];
  let rested = '';
  for (const [at, piece] of text.split(encoded).entries()) {
    if (at % 2 === 1) rested += piece;
    else
      for (let from = 0; from < piece.length; await breathe()) {
        const to = partEnd(piece, from);
        const part = rest(piece.slice(from, to));
        rested += part.text;
        found.push(part.found);
        from = to;
      }
  }
  if (rested === text) return { bytes, found: sum(found) };
  return { bytes: Buffer.concat([code.encode(rested), bytes.subarray(mostLookedThrough)]), found: sum(found) };
}

type Code = { readonly decode: (bytes: Buffer) => string; readonly encode: (text: string) => Buffer };
const oneByte: Code = {
  decode: (bytes) => bytes.toString('latin1'),
  encode: (text) => Buffer.from(text.replaceAll('•', '*'), 'latin1'),
};

/** How the words are written; undefined for bytes that are none. */
function codeOf(bytes: Buffer): Code | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { decode: (all) => all.toString('utf16le'), encode: (text) => Buffer.from(text, 'utf16le') };
  if (bytes.includes(0)) return undefined;
  const looked = bytes.subarray(0, mostLookedThrough);
  const utf8: Code = { decode: (all) => all.toString('utf8'), encode: (text) => Buffer.from(text) };
  return Buffer.from(looked.toString('utf8')).equals(looked) ? utf8 : oneByte; // also where a sign is cut by the bound: a byte a sign loses nothing
}
