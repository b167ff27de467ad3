// Check digits that the libraries do not know, or do not look at closely enough.

/** Hungary's TAJ, nine digits: the first eight by 3 and 7 in turns, modulo 10 (Act XX of 1996, annex). */
export const isTaj = (digits: string): boolean => weighed(digits, [3, 7, 3, 7, 3, 7, 3, 7]) % 10 === Number(digits[8]);

/** Hungary's adóazonosító jel, ten digits that begin with 8: the first nine by their places, modulo 11, where 10 is never given out (Act XX of 1996, annex). */
export const isHungarianTax = (digits: string): boolean =>
  digits.startsWith('8') && weighed(digits, [1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11 === Number(digits[9]);

/** Hungary's adószám of whoever works on their own account: eight digits with their check, a digit for how tax is paid, and two for the county (Act CL of 2017, annex 1). */
export const isHungarianTrader = (digits: string): boolean =>
  /^\d{8}[1-5]\d{2}$/.test(digits) && (10 - (weighed(digits, [9, 7, 3, 1, 9, 7, 3]) % 10)) % 10 === Number(digits[7]);

/** Germany's KVNR: a letter as two digits (A is 01) and eight more, doubled in turns, their digits added up modulo 10 (§ 290 SGB V; GKV-Spitzenverband). */
export function isHealthInsured(compact: string): boolean {
  const digits = String(compact.charCodeAt(0) - 0x40).padStart(2, '0') + compact.slice(1, 9);
  const sum = [...digits].reduce((all, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return all + Math.floor(value / 10) + (value % 10);
  }, 0);
  return sum % 10 === Number(compact[9]);
}

/** Luxembourg's matricule, thirteen digits: a day of birth, three more, then Luhn's and Verhoeff's digits, each of the first eleven (law of 19 June 2013; OECD's TIN sheet). */
export function isMatricule(digits: string): boolean {
  const front = digits.slice(0, 11);
  const year = Number(digits.slice(0, 4));
  if (year < 1850 || year > 2100 || !isDayOf(year, Number(digits.slice(4, 6)), Number(digits.slice(6, 8)))) return false;
  return passesLuhn(front + digits[11]) && verhoeff(front + digits[12]) === 0;
}

/** Bulgaria's ЕГН has 20 added to the month of those born before 1900, and 40 to that of those born since 2000. */
export function hasBulgarianDay(digits: string): boolean {
  const [year, month, day] = [Number(digits.slice(0, 2)), Number(digits.slice(2, 4)), Number(digits.slice(4, 6))];
  return isDayOf((month > 40 ? 2000 : month > 20 ? 1800 : 1900) + year, month % 20, day);
}

/** Belgium's check digits: of those born since 2000 a 2 stands before the rest. */
export function isBy97(digits: string): boolean {
  const sum = Number(digits.slice(0, 9)) + Number(digits.slice(9));
  return sum % 97 === 0 || (sum + 2_000_000_000) % 97 === 0;
}

/** Every second digit doubled, from the right (ISO/IEC 7812-1, annex B). */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - at) - 0x30;
    sum += at % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}

/** Whether four digits are a day and a month. */
export const beginsWithDay = (digits: string): boolean => isDayOf(2000, Number(digits.slice(2, 4)), Number(digits.slice(0, 2)));

function isDayOf(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const weighed = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0);

/** 0 where the last digit is right: multiplication in the dihedral group of the pentagon, each place permuted once more (J. Verhoeff, 1969). */
function verhoeff(digits: string): number {
  let left = 0;
  for (let at = 0; at < digits.length; at += 1) {
    let right = Number(digits[digits.length - 1 - at]);
    for (let times = at % 8; times > 0; times -= 1) right = permuted[right] as number;
    left = product(left, right);
  }
  return left;
}
const permuted = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

/** Of two of the ten turns (0 to 4) and flips (5 to 9) of a pentagon. */
function product(left: number, right: number): number {
  const turned = left < 5 ? left + (right % 5) : left - (right % 5) + 5;
  return (turned % 5) + (left < 5 === right < 5 ? 0 : 5);
}
