// What is left of an address for those who need not see it (Art. 25(1), 5(1)(c)): enough to tell two apart, too little to use one.
import type { IdentityKind } from '../identity-value.ts';

/** `+1 555 •••• 42`, `a•••@e•••.com`, or the last two letters of whatever else it is. */
export function mask(kind: IdentityKind, value: string): string {
  if (kind === 'phone') return maskPhone(value);
  if (kind === 'email') return maskEmail(value);
  return `${dots}${value.length > 6 ? value.slice(-2) : ''}`;
}

function maskPhone(value: string): string {
  const digits = value.replace(/\D/g, '');
  const country = /^[17]/.test(digits) ? 1 : 2; // how it is grouped, not a fact about the number
  const shown = digits.length >= 10 ? ` ${digits.slice(country, country + 3)}` : '';
  return `+${digits.slice(0, country)}${shown} ${dots} ${digits.slice(-2)}`;
}

function maskEmail(value: string): string {
  const at = value.lastIndexOf('@');
  const domain = value.slice(at + 1);
  const end = domain.includes('.') ? domain.slice(domain.lastIndexOf('.')) : '';
  return `${[...value.slice(0, at)][0] ?? ''}•••@${domain[0] ?? ''}•••${end}`;
}

const dots = '••••';
