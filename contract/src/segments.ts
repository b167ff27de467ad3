// How a text message is counted (3GPP TS 23.038): the seven-bit letters of GSM 03.38 where they suffice, or Latin-1 in octets where that is what a carrier takes (SMPP 3.4, 5.2.19), else
// UCS-2. Shared by the composer, which shows it
// while somebody types, and by the server.

const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Behind an escape, so that each takes two places. */
const extended = new Set('\f^{}\\[~]|€');
const limits = {
  'gsm-7': { alone: 160, joined: 153 },
  'latin-1': { alone: 140, joined: 134 },
  'ucs-2': { alone: 70, joined: 67 },
} as const;

/** What the short messages of a carrier are written in. */
export type Alphabet = 'gsm-7' | 'latin-1';
export type Counted = {
  readonly encoding: keyof typeof limits;
  /** Places taken: septets, octets, or units of UTF-16. */
  readonly length: number;
  readonly segments: number;
  /** Places left in the last segment. */
  readonly left: number;
};

/** Places and segments of a text; one that is empty takes none. */
export function countSegments(text: string, alphabet: Alphabet = 'gsm-7'): Counted {
  const encoding = encodingOf(text, alphabet);
  const { alone, joined } = limits[encoding];
  const widths = widthsOf(text, encoding);
  const length = widths.reduce((sum, width) => sum + width, 0);
  if (length <= alone) return { encoding, length, segments: length === 0 ? 0 : 1, left: alone - length };
  const filled = fill(widths, joined);
  return { encoding, length, segments: filled.length, left: joined - (filled.at(-1) ?? 0) };
}

/** The text as it travels, segment by segment: no escape and no surrogate pair is cut in two. */
export function splitSegments(text: string, alphabet: Alphabet = 'gsm-7'): string[] {
  const encoding = encodingOf(text, alphabet);
  const widths = widthsOf(text, encoding);
  if (widths.reduce((sum, width) => sum + width, 0) <= limits[encoding].alone) return text === '' ? [] : [text];
  const parts: string[] = [];
  let room = 0;
  for (const [at, character] of [...text].entries()) {
    const width = widths[at] ?? 0;
    if (width > room) {
      parts.push('');
      room = limits[encoding].joined;
    }
    parts.push(`${parts.pop() ?? ''}${character}`);
    room -= width;
  }
  return parts;
}

function encodingOf(text: string, alphabet: Alphabet): Counted['encoding'] {
  if (alphabet === 'latin-1') return [...text].every((character) => character <= '\u00ff') ? 'latin-1' : 'ucs-2';
  for (const character of text) if (!basic.has(character) && !extended.has(character)) return 'ucs-2';
  return 'gsm-7';
}

/** Places of each character, which is never cut in two. */
const widthsOf = (text: string, encoding: Counted['encoding']): number[] =>
  [...text].map((character) => (encoding === 'ucs-2' ? character.length : encoding === 'gsm-7' && extended.has(character) ? 2 : 1));

/** How far each segment is filled. */
function fill(widths: readonly number[], joined: number): number[] {
  const filled: number[] = [];
  for (const width of widths) {
    const last = filled.at(-1);
    if (last === undefined || last + width > joined) filled.push(width);
    else filled[filled.length - 1] = last + width;
  }
  return filled;
}
