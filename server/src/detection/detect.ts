// One pass over a text by all recognisers, or by those of the kinds that are wanted.
import type { DetectedKind, DetectedSpan } from '@parley/contract';
import { type Found, settle } from './found.ts';
import { cards, ibans } from './kinds/account.ts';
import { addresses } from './kinds/address.ts';
import { births } from './kinds/birth.ts';
import { codes, doorCodes } from './kinds/codes.ts';
import { emails, speltEmails } from './kinds/email.ts';
import { positions } from './kinds/geo.ts';
import { identities } from './kinds/identity.ts';
import { knownNames } from './kinds/known-names.ts';
import { names } from './kinds/names.ts';
import { network } from './kinds/network.ts';
import { phones } from './kinds/phone.ts';
import { plates } from './kinds/plate.ts';
import { keysIn, passwords } from './kinds/secrets.ts';
import { specials } from './kinds/special.ts';
import { spoken } from './kinds/spoken.ts';
import { tables } from './kinds/table.ts';
import { type Look, lookAt, newMemory } from './look.ts';

export type Hints = {
  /** ISO 639-1; guessed from everyday words when left out. */
  readonly language?: string | undefined;
  /** Names that are found wherever they stand: the person's own and those of staff. */
  readonly known?: readonly string[];
  /** Looks for these kinds alone, in a fraction of the time; a kind that would have won over one of them is not asked. */
  readonly only?: readonly DetectedKind[];
};
const partSize = 32_768;
/** How far behind a seam is looked, so that what begins before it is found whole; also for whoever hands in a text in parts. */
export const ahead = 512;
type Recogniser = readonly [kinds: readonly DetectedKind[], recognise: (look: Look, found: Found) => void];
const recognisers: readonly Recogniser[] = [
  [['key', 'password'], keysIn],
  [['password'], passwords],
  [['code'], codes],
  [['door-code', 'password'], doorCodes],
  [['card'], cards],
  [['iban'], ibans],
  [['email'], emails],
  [['email'], speltEmails],
  [['ip', 'mac'], network],
  [['geo'], positions],
  [['national-id'], identities],
  [['birth-date'], births],
  [['plate'], plates],
  [['phone'], phones],
  [['address'], addresses],
  [['health', 'religion', 'union', 'ethnicity', 'politics', 'sex-life', 'genetic', 'biometric', 'criminal'], specials],
  [['phone', 'address'], spoken],
  [['name', 'phone', 'national-id', 'birth-date', 'plate', 'address'], tables],
  [['name'], names],
];

/** Spans in the order of the text, none overlapping another. Offsets are UTF-16, `end` exclusive. */
export function detect(text: string, { language, known = [], only }: Hints = {}): DetectedSpan[] {
  const spans: DetectedSpan[] = [];
  const memory = newMemory();
  const wanted = only ? recognisers.filter(([kinds]) => kinds.some((kind) => only.includes(kind))) : recognisers;
  for (let from = 0; from < text.length; ) {
    const to = partEnd(text, from);
    const look = lookAt(from === 0 && to === text.length ? text : text.slice(from, to + ahead), language, memory);
    const begun: DetectedSpan[] = [];
    const found: Found = (start, end, type, score) => {
      const isWhole = to < text.length && from + end <= to + ahead / 2; // its cue may stand before the seam, where the next look does not see it
      if (from + start < to || isWhole) begun.push({ start: from + start, end: from + end, type, score });
    };
    if (known.length > 0) knownNames(look, known, found); // first, so that what is known is not guessed
    for (const [, recognise] of wanted) recognise(look, found);
    spans.push(...begun);
    from = to === text.length ? to : Math.max(to, settle(begun).at(-1)?.end ?? to);
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
