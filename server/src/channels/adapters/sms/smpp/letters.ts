// Letters on the wire: GSM 03.38 in one octet each, as SMPP carries them, Latin-1 and UCS-2; which of them the default coding 0 is, the carrier decides.
import { splitSegments } from '@parley/contract/segments';

export type Alphabet = 'gsm' | 'latin1';
export type Encoded = { readonly coding: number; readonly parts: readonly Buffer[] };

const escapeCode = 0x1b;
// in the order of the standard; the escape stands in its place
const basic = [
  ...'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
];
const extended: ReadonlyMap<string, number> = new Map([
  ...([
    ['\f', 0x0a],
    ['^', 0x14],
    ['{', 0x28],
    ['}', 0x29],
    ['\\', 0x2f],
    ['[', 0x3c],
    ['~', 0x3d],
    [']', 0x3e],
    ['|', 0x40],
    ['€', 0x65],
  ] as const),
]);
const codes = new Map(basic.map((letter, code) => [letter, code]));
const letters = new Map([...extended].map(([letter, code]) => [code, letter]));

/** The parts of a text as octets, each small enough for one message; no letter is cut in two. */
export function encodeText(text: string, alphabet: Alphabet): Encoded {
  if (alphabet === 'latin1' && [...text].every((letter) => letter <= '\u00ff'))
    return { coding: 3, parts: splitSegments(text, 'latin-1').map((part) => Buffer.from(part, 'latin1')) };
  const isGsm = alphabet === 'gsm' && [...text].every((letter) => (codes.has(letter) && letter !== '\u001b') || extended.has(letter));
  if (isGsm) return { coding: 0, parts: splitSegments(text).map(toGsm) };
  return { coding: 8, parts: splitWide(text).map((part) => Buffer.from(part, 'utf16le').swap16()) };
}

/** What octets say in this coding (3GPP TS 23.038, SMPP 5.2.19); undefined for what is no text. */
export function decodeText(bytes: Buffer, coding: number, alphabet: Alphabet): string | undefined {
  switch (kindOf(coding)) {
    case 'default':
      return alphabet === 'gsm' ? fromGsm(bytes) : bytes.toString('latin1');
    case 'gsm':
      return fromGsm(bytes);
    case 'latin1':
      return bytes.toString('latin1');
    case 'ucs-2':
      return Buffer.from(bytes.subarray(0, bytes.length & ~1))
        .swap16()
        .toString('utf16le');
    default:
      return undefined;
  }
}

function kindOf(coding: number): 'default' | 'gsm' | 'latin1' | 'ucs-2' | 'binary' {
  if (coding === 0) return 'default';
  if (coding === 1 || coding === 3) return 'latin1'; // IA5 is its lower half
  if (coding === 8) return 'ucs-2';
  if ((coding & 0xf0) === 0xf0) return (coding & 4) === 0 ? 'gsm' : 'binary';
  if ((coding & 0xc0) === 0 && coding >= 0x10) return ({ 0: 'gsm', 8: 'ucs-2' } as const)[coding & 0x0c] ?? 'binary';
  return 'binary';
}

function toGsm(text: string): Buffer {
  return Buffer.from(
    [...text].flatMap((letter) => (extended.has(letter) ? [escapeCode, extended.get(letter) ?? 0] : (codes.get(letter) ?? 0x3f))),
  );
}

function fromGsm(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 1) {
    const code = bytes[at] ?? 0;
    if (code === escapeCode) {
      at += 1;
      text += letters.get(bytes[at] ?? 0) ?? basic[bytes[at] ?? 0] ?? '';
    } else text += basic[code] ?? '?';
  }
  return text;
}

const wideMost = { alone: 70, joined: 67 };
function splitWide(text: string): string[] {
  if (text.length <= wideMost.alone) return text === '' ? [] : [text];
  const parts = [''];
  for (const letter of text) {
    if ((parts.at(-1) ?? '').length + letter.length > wideMost.joined) parts.push('');
    parts.push(`${parts.pop() ?? ''}${letter}`);
  }
  return parts;
}
