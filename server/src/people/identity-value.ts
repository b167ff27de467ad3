// When two spellings are one identity. Compared and stored in this form only, so that a code never goes to a look-alike of the address that was claimed.
import { domainToASCII } from 'node:url';
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

export type IdentityKind = 'email' | 'phone' | 'visitor' | 'account';

/** The one spelling of a value, or undefined when it is none of its kind. Email: NFC, lower case, domain in ASCII (RFC 5891). Phone: E.164. */
export function normalise(kind: IdentityKind, text: string): string | undefined {
  if (kind === 'email') return normalEmail(text);
  if (kind === 'phone') return normalPhone(text);
  const value = text.normalize('NFC').trim();
  return value.length > 0 && value.length <= 200 && !control.test(value) ? value : undefined;
}

function normalEmail(text: string): string | undefined {
  const address = text.normalize('NFC').trim();
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at).toLowerCase();
  const domain = domainToASCII(address.slice(at + 1).replace(/\.$/, ''));
  if (at < 1 || Buffer.byteLength(local) > 64 || !(isAtoms(local) || isQuoted(local))) return undefined;
  if (!/^(?=.{1,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*$/.test(domain)) return undefined;
  const whole = `${local}@${domain}`;
  return whole.length <= 254 ? whole : undefined;
}

/** `+` and 7 to 15 digits, however they are grouped; a number without its country is nobody's (ITU-T E.164). A trunk prefix typed behind the country is left out. */
function normalPhone(text: string): string | undefined {
  const digits = text
    .trim()
    .replace('(0)', '')
    .replace(/[\s().\-/]/g, '')
    .replace(/^00/, '+');
  if (!/^\+[1-9]\d{6,14}$/.test(digits)) return undefined;
  const read = parsePhoneNumberFromString(digits);
  return read?.isPossible() ? read.number : digits; // what the plan of its country does not know yet is kept as it came
}

/** A number as somebody types their own, in E.164: one without its country is of `country` (ISO 3166-1 alpha-2), that of the company. Undefined where that gives none. */
export function phoneIn(country: string, text: string): string | undefined {
  const whole = normalPhone(text);
  if (whole !== undefined || /^\s*(\+|00)/.test(text) || !isSupportedCountry(country)) return whole;
  if (!/^[\d\s().\-/]{4,30}$/.test(text.trim())) return undefined;
  const read = parsePhoneNumberFromString(text, country as CountryCode);
  return read?.isPossible() ? normalPhone(read.number) : undefined;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
const isAtoms = (local: string): boolean => /^[^\s"(),:;<>@[\\\]]+$/.test(local) && !control.test(local);
const isQuoted = (local: string): boolean => /^"([^"\\]|\\.)*"$/.test(local) && !control.test(local);
