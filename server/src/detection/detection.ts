// Personal data in free text (Art. 4(1), 9, 10), found by rules alone: no model, no network, the same answer each time, in time that grows with the text.
import type { DetectedSpan } from '@parley/contract';
import { type Found, settle } from './found.ts';
import { cards, ibans } from './kinds/account.ts';
import { addresses } from './kinds/address.ts';
import { births } from './kinds/birth.ts';
import { emails, speltEmails } from './kinds/email.ts';
import { positions } from './kinds/geo.ts';
import { identities } from './kinds/identity.ts';
import { knownNames, names } from './kinds/names.ts';
import { network } from './kinds/network.ts';
import { phones } from './kinds/phone.ts';
import { plates } from './kinds/plate.ts';
import { codes, keysIn, passwords } from './kinds/secrets.ts';
import { specials } from './kinds/special.ts';
import { type Look, lookAt, newMemory } from './look.ts';

export { mask } from './mask.ts';

export type Hints = {
  /** ISO 639-1; guessed from everyday words when left out. */
  readonly language?: string | undefined;
  /** Names that are found wherever they stand: the person's own and those of staff. */
  readonly known?: readonly string[];
};
const partSize = 32_768;
const recognisers: readonly ((look: Look, found: Found) => void)[] = [
  keysIn,
  passwords,
  codes,
  cards,
  ibans,
  emails,
  speltEmails,
  network,
  positions,
  identities,
  births,
  plates,
  phones,
  addresses,
  specials,
  names,
];

/** Spans in the order of the text, none overlapping another. Offsets are UTF-16, `end` exclusive. */
export function detect(text: string, { language, known = [] }: Hints = {}): DetectedSpan[] {
  const spans: DetectedSpan[] = [];
  const memory = newMemory();
  for (let from = 0; from < text.length; ) {
    const to = partEnd(text, from);
    const look = lookAt(from === 0 && to === text.length ? text : text.slice(from, to), language, memory);
    const found: Found = (start, end, type, score) => void spans.push({ start: from + start, end: from + end, type, score });
    for (const recognise of recognisers) recognise(look, found);
    if (known.length > 0) knownNames(look, known, found);
    from = to;
  }
  return settle(spans);
}

/** Long texts are looked through in parts, cut where a paragraph, a line or a word ends, so that what is held in memory stays small. */
export function partEnd(text: string, from: number, size = partSize): number {
  if (text.length - from <= size) return text.length;
  for (const edge of ['\n\n', '\n', ' ']) {
    const at = text.lastIndexOf(edge, from + size);
    if (at >= from + size / 2) return at + edge.length;
  }
  const to = from + size;
  const unit = text.charCodeAt(to - 1);
  return unit >= 0xd800 && unit < 0xdc00 ? to - 1 : to;
}
