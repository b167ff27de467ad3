// The forms of national numbers of the EU's states and a few more, each with its check: which of them speak for themselves, and which only beside a word that announces them.
import { stdnum } from 'stdnum';
import {
  beginsWithDay,
  hasBulgarianDay,
  isBy97,
  isHealthInsured,
  isHungarianTax,
  isHungarianTrader,
  isMatricule,
  isTaj,
} from './checksums.ts';

/** `runs`: how many letters, or digits, such a number may begin with before anything else stands in it; most numbers are put aside by that. */
export type Shape = {
  readonly runs: readonly number[];
  readonly pattern: RegExp;
  readonly check: (compact: string) => boolean;
  readonly isPlain: boolean;
};
type Validator = { readonly validate: (value: string) => { readonly isValid: boolean } };
const by = (country: string, name: string) => (compact: string) =>
  (stdnum as unknown as Record<string, Record<string, Validator>>)[country]?.[name]?.validate(compact).isValid === true;
const any = (): boolean => true;
const both =
  (...checks: readonly Shape['check'][]): Shape['check'] =>
  (compact) =>
    checks.every((check) => check(compact));
const either =
  (...checks: readonly Shape['check'][]): Shape['check'] =>
  (compact) =>
    checks.some((check) => check(compact));
type Row = readonly [runs: Shape['runs'], source: string, check: Shape['check']];
const shapeOf = ([runs, source, check]: Row, isPlain: boolean): Shape => ({
  ...{ runs, check, isPlain },
  pattern: new RegExp(`(?:${source})(?![\\p{L}\\d])`, 'iuy'),
});
const isUnitedStates = (compact: string) => !/^(000|666|9)|^...00|0000$/.test(compact);

/** Few other numbers have these forms and pass the check, so that they count without an announcement. */
const plain: readonly Row[] = [
  [[6], '[a-z]{6}\\d{2}[a-z]\\d{2}[a-z]\\d{3}[a-z]', any], // IT
  [[3], '[a-z]{3} [a-z]{3} \\d{2}[a-z]\\d{2} [a-z]\\d{3}[a-z]', any],
  [[2], '[a-ceghj-pr-tw-z][a-ceghj-npr-tw-z] ?\\d{2} ?\\d{2} ?\\d{2} ?[a-d]', by('GB', 'nino')],
  [[1], '[xyz][ -]?\\d{7}[ -]?[a-z]', by('ES', 'nie')],
  [[2, 5, 8], '\\d{2}\\.?\\d{3}\\.?\\d{3}[ -]?[a-z]', by('ES', 'dni')],
  [[7], '\\d{7}[a-w][a-iw]?', by('IE', 'pps')],
  [[2, 8], '\\d{2} ?\\d{6} ?[a-z] ?\\d{3}', by('DE', 'svnr')],
  [[6], '\\d{6}[-+a]\\d{3}[0-9a-y]', by('FI', 'hetu')],
  [[1, 3, 5, 6, 7, 10, 13, 15], '[12] ?\\d{2} ?\\d{2} ?(?:\\d{2}|2[ab]) ?\\d{3} ?\\d{3} ?\\d{2}', by('FR', 'nir')],
  [[3], '756[. ]\\d{4}[. ]\\d{4}[. ]\\d{2}', any], // CH
  [[3], '\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}', by('BR', 'cpf')],
  [[2, 4, 6, 9, 11], '\\d{2}[.\\- ]?\\d{2}[.\\- ]?\\d{2}[.\\- ]?\\d{3}[.\\- ]?\\d{2}', both(isBy97, by('BE', 'nn'))],
  [[11], '\\d{11}', by('PL', 'pesel')],
  [[3], '\\d{3}-\\d{2}-\\d{4}', isUnitedStates],
  [[6], '\\d{6}[-+]\\d{4}', either(beginsWithDay, by('SE', 'personnummer'))], // DK, SE
  [[8, 12], '(?:19|20)\\d{6}-?\\d{4}', by('SE', 'personnummer')],
  [[6], '\\d{6}/\\d{3,4}', either(by('CZ', 'rc'), by('SK', 'rc'))],
  [[6], '\\d{6}-\\d{5}', by('LV', 'pk')],
  [[13], '[1-8]\\d{12}', by('RO', 'cnp')],
  [[13], '[0-3]\\d{12}', both(beginsWithDay, by('SI', 'emso'))],
  [[4, 6, 8, 11, 13], '(?:18|19|20)\\d{2} ?\\d{2} ?\\d{2} ?\\d{3} ?\\d{2}', isMatricule], // LU
  [[11], '[34]\\d{10}', either(by('EE', 'ik'), by('LT', 'asmens'))],
  [[11], '[1-3]\\d{10}', both(beginsWithDay, by('GR', 'amka'))], // those of the first nine days begin like a phone number
  [[2], '\\d{2} \\d{3} \\d{3} \\d{3}', by('DE', 'idnr')],
  [[4], '[1-9]\\d{3} \\d{6}', by('AT', 'vnr')],
  [[4], '\\d{4}\\.\\d{2}\\.\\d{3}', by('NL', 'bsn')],
  [[8, 9], '\\d{8}[ -]?\\d[ -]?z[a-z]\\d', by('PT', 'cc')],
];

/** One number of orders in ten, or so, passes these checks. */
const announced: readonly Row[] = [
  [[8, 11], '\\d{8}-?\\d-?\\d{2}', isHungarianTrader],
  [[11], '\\d{11}', either(by('DE', 'idnr'), by('HR', 'oib'))],
  [[6, 11], '[0-3]\\d{5}[ -]?\\d{5}', both(beginsWithDay, by('GR', 'amka'))],
  [[10], '\\d{10}', either(by('AT', 'vnr'), both(hasBulgarianDay, by('BG', 'egn')), isHungarianTax, beginsWithDay)], // and DK
  [[3, 8, 9], '\\d{3}[ -]?\\d{3}[ -]?\\d{3}|\\d{8}', either(isTaj, by('NL', 'bsn'), by('PT', 'nif'), by('GR', 'vat'), by('PL', 'regon'))],
  [[14], '\\d{14}', by('PL', 'regon')],
  [[8], '\\d{8}[a-z]', by('CY', 'vat')],
  [[7], '\\d{7}[abghlmpz]', any], // MT
  [[1], '[a-z]\\d{9}', isHealthInsured], // DE
];

export const shapes: readonly Shape[] = [...plain.map((row) => shapeOf(row, true)), ...announced.map((row) => shapeOf(row, false))];
