// Declared against observed: what was seen and nobody declared, and what is declared too weakly. Facts in, differences out; no I/O.
import type { Purpose } from '#purposes';
import { isOurselves, standing, type VendorFacts } from '#vendors';
import { person, team } from '../counted/count.ts';
import type { FieldRow, FlowRow } from '../counted/store.ts';
import type { Spot } from '../declared.ts';

export type Observed = {
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly spots: readonly Spot[];
  readonly purposes: readonly Pick<Purpose, 'code' | 'about' | 'active' | 'since' | 'categories' | 'channels' | 'recipients'>[];
  readonly vendors: readonly (VendorFacts & { readonly code: string })[];
  /** `table.column` that no room declares. */
  readonly undeclared: readonly string[];
  /** Over the days that are looked back at. */
  readonly flows: readonly FlowRow[];
  readonly fields: readonly FieldRow[];
  /** Codes of whoever gets personal data by the way things are set up now: carriers, a SIEM, those who vouch for staff. */
  readonly setUp: readonly string[];
  /** Fields that hold values and that nobody opened meanwhile; empty until it can be told. */
  readonly unused: readonly string[];
  /** How many may read conversations, and how many of them also those with special categories. */
  readonly readers: { readonly all: number; readonly special: number };
  /** What the record of processing still lacks, as codes. */
  readonly lacking: readonly string[];
};
export type DriftKind = keyof typeof driftRules;
/** `about` is a code: a field, a recipient, `purpose:recipient`. */
export type Drift = { readonly kind: DriftKind; readonly about: string };

/** Kept as proof: that nobody reads it while nobody doubts it is what it is for (Art. 5(2), 7(1), 17(3)(e)). */
const proofs = new Set(['consent_events', 'merges', 'unmaskings', 'legal_holds', 'requests', 'request_cases', 'certificates']);
/** Of those who may read conversations, how many may see special categories before access is broad (Art. 25(2)). */
const fewReaders = 3;

export const driftRules = {
  'column-undeclared': (o: Observed) => o.undeclared,
  'period-missing': (o: Observed) => unique(o.spots.filter((spot) => !spot.purpose || !spot.period).map((spot) => spot.table)),
  'recipient-unknown': (o: Observed) => received(o).filter((code) => standingOf(o, code) === 'unknown-recipient'),
  'agreement-missing': (o: Observed) => received(o).filter((code) => ['no-agreement', 'agreement-expired'].includes(standingOf(o, code))),
  'transfer-without-instrument': (o: Observed) => [
    ...received(o).filter((code) => standingOf(o, code) === 'no-transfer-instrument'),
    ...o.lacking.filter(isTransfer),
  ],
  'purpose-not-in-force': (o: Observed) => unique(o.flows.filter((flow) => !wasInForce(o, flow)).map((flow) => flow.purpose || 'none')),
  'recipient-not-of-purpose': (o: Observed) =>
    unique(
      sending(o)
        .filter(({ of, recipient }) => recipient !== '' && !of.recipients.includes(recipient))
        .map(named),
    ),
  'category-not-of-purpose': (o: Observed) => unique(o.fields.flatMap((row) => strayCategory(o, row))),
  'field-unused': (o: Observed) => o.unused.filter(isNoProof),
  'access-broad': (o: Observed) =>
    o.readers.special > fewReaders && o.readers.special * 2 > o.readers.all ? ['conversations.special'] : [],
  'record-incomplete': (o: Observed) => o.lacking.filter((code) => !isTransfer(code)),
} as const satisfies Record<string, (o: Observed) => readonly string[]>;

/** Of what the record lacks, the one that is a transfer by itself: machines outside the EEA. */
const isTransfer = (code: string): boolean => code === 'hosting-transfer';

/** Every difference, in the order of the rules. */
export function driftOf(observed: Observed): Drift[] {
  return (Object.keys(driftRules) as DriftKind[]).flatMap((kind) => driftRules[kind](observed).map((about) => ({ kind, about })));
}

/** Fields of this list whose being read is no sign of use. */
export const isNoProof = (field: string): boolean => !proofs.has(field.split('.')[0] ?? '');

/** Whoever really got something, or will by the way things are set up. */
function received(o: Observed): string[] {
  return unique([...o.flows.map((flow) => flow.recipient), ...o.setUp]).filter((code) => code !== '' && !isOurselves(code));
}

function standingOf(o: Observed, code: string): string {
  const stand = standing(
    code,
    o.vendors.find((vendor) => vendor.code === code),
    o.today,
  );
  return stand.ok ? 'ok' : stand.because;
}

/** What was done on the day when a purpose ended may have been done before. */
function wasInForce(o: Observed, flow: FlowRow): boolean {
  const purpose = o.purposes.find(({ code }) => code === flow.purpose);
  return purpose !== undefined && (purpose.active || flow.day <= purpose.since.toISOString().slice(0, 10));
}

function sending(o: Observed) {
  return o.flows.flatMap((flow) => {
    const of = o.purposes.find(({ code }) => code === flow.purpose);
    return of && (flow.act === 'send' || flow.act === 'hand-over') ? [{ ...flow, of }] : [];
  });
}

function strayCategory(o: Observed, row: FieldRow): string[] {
  const spot = o.spots.find(({ field }) => field === row.field);
  const of = o.purposes.find(({ code }) => code === row.purpose);
  if (!spot || !of || of.about !== 'person' || spot.group !== 'customers') return [];
  return of.categories.includes('all') || of.categories.includes(spot.category) ? [] : [`${row.purpose}:${spot.category}`];
}

const named = ({ purpose, recipient }: FlowRow): string => `${purpose}:${recipient}`;
const unique = (list: readonly string[]): string[] => [...new Set(list)];
export const isInside = (recipient: string): boolean => [team, person, ''].includes(recipient);
