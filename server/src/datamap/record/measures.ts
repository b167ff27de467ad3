// What is done for the security of processing (Art. 30(1)(g), 32(1)): nothing that the program does not do, and for each the controls by which it looks whether it
// is so. What stands without controls follows from the way it is built and is held by tests, not by a look at this house.
import type { Measure, MeasureState } from './types.ts';

export const measures: readonly Measure[] = [
  { code: 'sealed-per-person', article: '32(1)(a)', controls: ['keys.epoch-ends-in-time', 'keys.company-key-is-young'] },
  { code: 'pseudonyms', article: '32(1)(a)', controls: ['datamap.every-column-is-declared'] },
  {
    code: 'encrypted-transit',
    article: '32(1)(a)',
    controls: ['monitoring.tls-is-served', 'monitoring.certificate-holds', 'email.plain-relay'],
  },
  {
    code: 'purpose-gate',
    article: '32(1)(b)',
    controls: ['datamap.every-purpose-seen-is-in-force', 'datamap.every-category-is-of-its-purpose'],
  },
  { code: 'companies-apart', article: '32(1)(b)', controls: ['datamap.companies-are-apart'] },
  { code: 'second-factor', article: '32(1)(b)', controls: ['access.administrators-have-a-second-factor'] },
  { code: 'rights-reviewed', article: '32(1)(b)', controls: ['access.who-has-what-is-reviewed', 'access.rights-are-used'] },
  { code: 'ledger-holds', article: '32(1)(b)', controls: ['ledger.does-not-verify', 'ledger.not-verified-lately'] },
  { code: 'sealed-backups', article: '32(1)(c)', controls: ['monitoring.restore-is-drilled'] },
  { code: 'erasure-complete', article: '32(1)(b)', controls: ['rights.erasures-complete', 'retention.nothing-past-its-period'] },
  {
    code: 'regular-audits',
    article: '32(1)(d)',
    controls: ['monitoring.audit-is-planned', 'monitoring.audits-in-time', 'monitoring.no-finding-is-overdue'],
  },
  { code: 'known-components', article: '32(1)(d)', controls: ['monitoring.components-are-listed', 'monitoring.runtime-is-supported'] },
];

/** How each measure stands by what the controls showed last; one control that fails is enough, one that could not look leaves it open. */
export function statesOf(
  list: readonly Measure[],
  shown: ReadonlyMap<string, 'passes' | 'fails' | 'unknown'>,
): Record<string, MeasureState> {
  return Object.fromEntries(list.map(({ code, controls }) => [code, stateOf(controls.map((control) => shown.get(control) ?? 'unknown'))]));
}

function stateOf(shown: readonly ('passes' | 'fails' | 'unknown')[]): MeasureState {
  if (shown.length === 0) return 'built-in';
  if (shown.includes('fails')) return 'fails';
  return shown.includes('unknown') ? 'not-looked-at' : 'holds';
}
