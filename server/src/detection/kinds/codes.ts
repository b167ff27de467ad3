// Codes: those sent once, check digits of cards, and those that open doors, by the words that announce them. A code of a door, a gate or a box of keys is told so
// that staff and couriers can use it, and stays readable; that of an alarm or a safe is a secret like a password.
import type { Found } from '../found.ts';
import { bitOf } from '../lexicon.ts';
import { before, has, type Look } from '../look.ts';
import { isAlarmWord, isCodeWord, isLockWord, traitsAt } from '../names/lists.ts';
import { endOf, gapAt, isNumberAt, startOf, wordAt } from '../tokens.ts';

/** Four to eight digits (also in two halves, or with a maker's letter) close behind a word for a one-time code or a card's check digits. */
export function codes(look: Look, found: Found): void {
  const { tokens } = look;
  const { text } = tokens;
  let past = -1;
  for (const at of tokens.numbers) {
    if (at <= past) continue;
    const cue = before(look, at, bitOf.otp, 6);
    const against = before(look, at, bitOf.other, 5);
    if (cue === 0 || (against > 0 && against < cue)) continue;
    const isHalf = isNumberAt(tokens, at + 1) && /^[ -]$/.test(text.slice(endOf(tokens, at), startOf(tokens, at + 1)));
    const last = isHalf && wordAt(tokens, at).length === 3 && wordAt(tokens, at + 1).length === 3 ? at + 1 : at;
    const length = last > at ? 6 : wordAt(tokens, at).length;
    const lead = /(?<![A-Za-z])[A-Z]-$/.test(text.slice(Math.max(0, startOf(tokens, at) - 3), startOf(tokens, at))) ? 2 : 0;
    if (
      length < 3 ||
      length > 8 ||
      /^[.,:/€%]\d?|^ ?(€|eur|%)/.test(text.slice(endOf(tokens, last), endOf(tokens, last) + 2).replace(/^[.,:]$|^[.,:]\s/, ''))
    )
      continue;
    if (
      length === 3 &&
      !/cv[vc]|pr[uü]f|crypto|security|sicher|segur|sicur|beveil|bezpiec|s[eé]curit|controle/i.test(
        text.slice(Math.max(0, startOf(tokens, at) - 40), startOf(tokens, at)),
      )
    )
      continue;
    if (isToBeUsed(look, at)) continue;
    found(startOf(tokens, at) - lead, endOf(tokens, last), 'code', 0.85);
    past = last;
  }
}

const opens =
  /^[ \u00a0]?[:=]?[ \u00a0]{0,2}((?:[\p{L}'’]{1,12}(?:[ \u00a0]|[:=][ \u00a0])){0,4}?)[:=]?[ \u00a0]?(?=[#*A-Za-z]{0,3}\d)([#*]?[A-Za-z]?\d[\dA-Za-z]{1,6}[#*]?)(?![\p{L}\d€%:/@]|[.,]\d)/u;

/** "Gate code 2580#", "sleutelkastje 7319", "kod do bramy 1410*": three to eight characters behind a word for a code that a door, a gate or an alarm is near. */
export function doorCodes(look: Look, found: Found): void {
  const { tokens } = look;
  const { text } = tokens;
  for (const at of look.signals) {
    const traits = traitsAt(tokens, at);
    const isLock = (traits & isLockWord) !== 0;
    if (!isLock && !((traits & isCodeWord) !== 0 && isAtDoor(look, at))) continue;
    if (has(look, at - 1, bitOf.other) && gapAt(tokens, at) === 0) continue;
    const behind = text.slice(endOf(tokens, at), endOf(tokens, at) + 64);
    const match = opens.exec(behind);
    const value = match?.[2] ?? '';
    if (
      !match ||
      /\d/.test(match[1] ?? '') ||
      value.replace(/\D/g, '').length < (/[#*]/.test(value) ? 3 : 2) ||
      value.replace(/\D/g, '').length > 8
    )
      continue;
    if (/^\d{1,3}$|^\d{1,2}\p{L}{1,3}$/u.test(value) && !(isLock && value.length === 3)) continue;
    const start = endOf(tokens, at) + match[0].length - value.length;
    found(start, start + value.length, isOfAlarm(look, at) ? 'password' : 'door-code', 0.8);
  }
}

/** An alarm or a safe within the same few words. */
function isOfAlarm({ tokens }: Look, at: number): boolean {
  for (let each = Math.max(0, at - 4); each <= at + 4; each += 1) if ((traitsAt(tokens, each) & isAlarmWord) !== 0) return true;
  return false;
}

/** "The gate code is 4411": the number at `at` opens a door, and was not sent once. */
function isToBeUsed(look: Look, at: number): boolean {
  for (let back = 1; back <= 6 && !isNumberAt(look.tokens, at - back) && gapAt(look.tokens, at - back + 1) === 0; back += 1) {
    const traits = traitsAt(look.tokens, at - back);
    if ((traits & isLockWord) !== 0 || ((traits & isCodeWord) !== 0 && isAtDoor(look, at - back))) return !isOfAlarm(look, at - back);
  }
  return false;
}

/** A door, a gate or an alarm in the same breath. */
function isAtDoor(look: Look, at: number): boolean {
  for (let back = 1; back <= 6 && !isNumberAt(look.tokens, at - back) && gapAt(look.tokens, at - back + 1) === 0; back += 1)
    if (has(look, at - back, bitOf.door)) return true;
  for (let ahead = 1; ahead <= 4; ahead += 1) {
    if (gapAt(look.tokens, at + ahead) > 0 || isNumberAt(look.tokens, at + ahead)) return false;
    if (has(look, at + ahead, bitOf.door)) return true;
  }
  return false;
}

/** Whether the word at `at` ("pin", "code") is one for something that a courier opens. */
export const opensDoor = (look: Look, at: number): boolean => isAtDoor(look, at) && !isOfAlarm(look, at);
