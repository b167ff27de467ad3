// Names that nobody told us: where people introduce, greet, title or sign, where a form or an address of mail says so, and by lists of names
// (derived from Faker, MIT), held against the everyday words, goods and places that are called the same. What was a name once is one in the whole text.
import type { Found } from '../found.ts';
import { bitOf } from '../lexicon.ts';
import { has, type Look } from '../look.ts';
import { echoes, mailed, type Span, sureWords } from '../names/echo.ts';
import { extent } from '../names/extent.ts';
import { ledAt } from '../names/led.ts';
import { listedAt } from '../names/listed.ts';
import { isDeclined, isFirst, isLast, isParticle, isTold, traitsAt } from '../names/lists.ts';
import { dashed, standsAlone } from '../names/signed.ts';
import { boards, speaks } from '../names/speaker.ts';
import { endOf, isCapital, isNumberAt, startOf, type Tokens, wordAt } from '../tokens.ts';

const maybe = isFirst | isLast | isParticle;

export function names(look: Look, found: Found): void {
  const { tokens } = look;
  const spans: Span[] = [];
  for (let at = 0; at < tokens.count; at += 1) {
    // Most words are small and no list of names has them.
    if (isNumberAt(tokens, at) || ((traitsAt(tokens, at) & maybe) === 0 && !isCapital(tokens, at))) continue;
    const span = nameAt(look, at) ?? (spans.at(-1)?.to === at - 2 ? joined(look, at) : undefined);
    if (span === undefined) continue;
    spans.push(span);
    at = span.to;
  }
  const byMail = mailed(look);
  for (const span of [...spans, ...byMail, ...echoes(look, sureWords(look, [...spans, ...byMail]), spans)])
    found(startAt(tokens, span.from), endAt(tokens, span.to), 'name', span.score);
}

function nameAt(look: Look, at: number): Span | undefined {
  const { text } = look.tokens;
  if (isBefore(look, at)) return undefined;
  const next = text.charCodeAt(endOf(look.tokens, at));
  if (next === 0x2f) {
    const boarding = boards(look, at);
    if (boarding >= 0) return { from: at, to: boarding, score: 0.85 };
  }
  if (next === 0x3a || next === 0x20) {
    const speaker = speaks(look, at);
    if (speaker >= 0) return { from: at, to: speaker, score: 0.75 };
  }
  const led = ledAt(look, at);
  if (led >= 0) return { from: at, to: led, score: 0.9 };
  const signed = dashed(look, at);
  if (signed >= 0) return { from: at, to: signed, score: 0.8 };
  const alone = standsAlone(look, at);
  if (alone >= 0) return { from: at, to: alone, score: 0.75 };
  const end = listedAt(look, at);
  return end < 0 ? undefined : { from: at, to: end, score: end > at ? 0.75 : 0.6 };
}

/** "Oma Truus", "Sister Agnes": what somebody is called by is no part of the name that follows. */
const isBefore = (look: Look, at: number) =>
  has(look, at, bitOf.kin | bitOf.title) &&
  isCapital(look.tokens, at + 1) &&
  (traitsAt(look.tokens, at + 1) & isFirst) !== 0 &&
  /^\.? $/.test(look.tokens.text.slice(endOf(look.tokens, at), startOf(look.tokens, at + 1)));

const conjunctions = new Set('and und et y e en i oraz con mit with met avec'.split(' '));

/** "Anna und Ole": what is joined to a name is a name more easily. */
function joined({ tokens, ...look }: Look, at: number): Span | undefined {
  const traits = traitsAt(tokens, at);
  const isJoined =
    conjunctions.has(wordAt(tokens, at - 1)) && ((traits & isFirst) !== 0 || isDeclined(wordAt(tokens, at))) && (traits & isTold) === 0;
  if (!isJoined || !isCapital(tokens, at)) return undefined;
  return { from: at, to: extent({ tokens, ...look }, at, false), score: 0.7 };
}

/** "Mª Carmen", "M.ª José": María, shortened, belongs to the name behind it. */
function startAt({ text, start }: Tokens, at: number): number {
  const from = start[at] ?? 0;
  if (/['’]/.test(text.charAt(from - 1)) && /(?<!\p{L})\p{Lu}$/u.test(text.slice(Math.max(0, from - 3), from - 1))) return from - 2; // "D'Amico"
  if (text.charAt(from - 2) !== 'ª' && text.charAt(from - 1) !== 'ª') return from;
  return from - (/(?<![\p{L}\p{N}])M\.?ª ?$/u.exec(text.slice(Math.max(0, from - 5), from))?.[0].length ?? 0);
}

/** An initial at the end keeps its stop: "Carol R." */
function endAt(tokens: Tokens, at: number): number {
  const end = endOf(tokens, at);
  return end - startOf(tokens, at) === 1 && tokens.text.charAt(end) === '.' && tokens.text.charAt(startOf(tokens, at) - 1) === ' '
    ? end + 1
    : end;
}
