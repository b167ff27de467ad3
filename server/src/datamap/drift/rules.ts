// Declared against observed: what was seen and nobody declared, and what is declared too weakly. Facts in, differences out; no I/O.

import type { Reached } from '#channels';
import { isPeriodMissing } from '#kit/holding';
import type { Purpose } from '#purposes';
import { isOurselves, liesWhere, standing, type VendorFacts } from '#vendors';
import { person, team } from '../counted/count.ts';
import type { FieldRow, FlowRow } from '../counted/store.ts';
import type { Servings, Spot } from '../declared.ts';

export type Observed = {
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly spots: readonly Spot[];
  /** What the company declared for its own fields, also what it ended lately. */
  readonly servings: Servings;
  readonly purposes: readonly Pick<Purpose, 'code' | 'about' | 'active' | 'since' | 'categories' | 'channels' | 'recipients'>[];
  readonly vendors: readonly (VendorFacts & { readonly code: string })[];
  /** Every version of every purpose, by code and version. */
  readonly history: readonly Pick<Purpose, 'code' | 'active' | 'since'>[];
  /** `table.column` that no room declares. */
  readonly undeclared: readonly string[];
  /** Over the days that are looked back at, day by day. */
  readonly flows: readonly FlowRow[];
  /** Added up; the figure is without today. */
  readonly fields: readonly FieldRow[];
  /** YYYY-MM-DD: looks at the company's own fields before it say nothing of what they were for. */
  readonly notesFrom: string;
  /** Codes of whoever gets personal data by the way things are set up now: carriers, a SIEM, those who vouch for staff. */
  readonly setUp: readonly string[];
  /** Where they are really reached, as far as their hosts or what their accounts are set to tell: a country, or `EU`. */
  readonly reached: readonly Reached[];
  /** Fields that hold values and that nobody opened meanwhile; empty until it can be told. */
  readonly unused: readonly string[];
  /** Custom fields that hold values and that nobody read for ninety days, by id. */
  readonly unread: readonly string[];
  /** How many may read conversations, and how many of them also those with special categories. */
  readonly readers: { readonly all: number; readonly special: number };
  /** What the record of processing still lacks, as codes. */
  readonly lacking: readonly string[];
};
export type DriftKind = keyof typeof driftRules;
/** `about` is a code: a field, a recipient, `purpose:recipient`. */
export type Drift = { readonly kind: DriftKind; readonly about: string };

/** Kept as proof: that nobody reads it while nobody doubts it is what it is for (Art. 5(2), 7(1), 17(3)(e)). */
const proofs = new Set([
  'consent_events',
  'merges',
  'unmaskings',
  'people_origins',
  'legal_holds',
  'requests',
  'request_cases',
  'certificates',
]);
/** Of those who may read conversations, how many may see special categories before access is broad (Art. 25(2)). */
const fewReaders = 3;

export const driftRules = {
  'column-undeclared': (o: Observed) => o.undeclared,
  'period-missing': (o: Observed) => unique(o.spots.filter(isPeriodMissing).map((spot) => spot.table)),
  'recipient-unknown': (o: Observed) => received(o, ['unknown-recipient']),
  'agreement-missing': (o: Observed) => received(o, ['no-agreement', 'agreement-expired']),
  'transfer-without-instrument': (o: Observed) => [
    ...unique([
      ...received(o, ['no-transfer-instrument']),
      ...o.reached.filter((each) => !mayGoTo(o, each)).map(({ recipient }) => recipient),
    ]),
    ...o.lacking.filter(isTransfer),
  ],
  'region-not-entered': (o: Observed) =>
    unique(o.reached.filter((each) => !isAsEntered(o, each)).map(({ recipient, region }) => `${recipient}:${region}`)),
  'purpose-not-in-force': (o: Observed) => unique(o.flows.filter((flow) => !wasInForce(o, flow)).map((flow) => flow.purpose || 'none')),
  'recipient-not-of-purpose': (o: Observed) =>
    unique(
      sending(o)
        .filter(({ of, recipient }) => recipient !== '' && !of.recipients.includes(recipient))
        .map(named),
    ),
  'category-not-of-purpose': (o: Observed) => unique(o.fields.flatMap((row) => strayCategory(o, row))),
  'purpose-not-of-field': (o: Observed) => unique(o.fields.flatMap((row) => strayPurpose(o, row))),
  'field-unused': (o: Observed) => o.unused.filter(isNoProof),
  'custom-field-unread': (o: Observed) => o.unread,
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

/** Whoever stood so on a day when they got something, or stands so today and will get something by the way things are set up. */
function received(o: Observed, so: readonly string[]): string[] {
  const got = o.flows.map(({ recipient, day }) => ({ recipient, day }));
  const will = o.setUp.map((recipient) => ({ recipient, day: o.today }));
  const outside = [...got, ...will].filter(({ recipient }) => recipient !== '' && !isOurselves(recipient));
  return unique(outside.filter(({ recipient, day }) => so.includes(standingOf(o, recipient, day))).map(({ recipient }) => recipient));
}

/** The register keeps the newest agreement only: what held before it was signed nobody knows, so that is judged as of today. */
function standingOf(o: Observed, code: string, day: string): string {
  const vendor = o.vendors.find((each) => each.code === code);
  const stand = standing(code, vendor, (vendor?.agreementSignedOn ?? '') > day ? o.today : day);
  return stand.ok ? 'ok' : stand.because;
}

/** Who stands in no register is found as that. */
export function isAsEntered({ vendors, today }: Pick<Observed, 'vendors' | 'today'>, { recipient, region }: Reached): boolean {
  const vendor = vendors.find(({ code }) => code === recipient);
  return vendor === undefined || liesWhere(vendor, region, today);
}

/** Whether what was entered for a recipient lets data go to where it really is; whether there is an agreement is asked elsewhere. */
function mayGoTo({ vendors, today }: Pick<Observed, 'vendors' | 'today'>, { recipient, region }: Reached): boolean {
  const vendor = vendors.find(({ code }) => code === recipient);
  const stand = vendor && region !== 'EU' ? standing(recipient, { ...vendor, region }, today) : undefined;
  return stand === undefined || stand.ok || stand.because !== 'no-transfer-instrument';
}

/** Whether a version of the purpose was active at any moment of that day: what was done on the day when it ended may have been done before. */
function wasInForce(o: Observed, flow: FlowRow): boolean {
  const versions = o.history.filter(({ code }) => code === flow.purpose);
  const dayOf = (at: number): string => versions[at]?.since.toISOString().slice(0, 10) ?? '9999-12-31';
  return versions.some(({ active }, at) => active && dayOf(at) <= flow.day && flow.day <= dayOf(at + 1));
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

/** Under this they are read by whoever handles a request of the person, whatever they are for (Art. 12(3)). */
const always = 'rights-fulfilment';

/** Staff read what a company noted for purposes that it declared for it; what is given to the person themself is theirs by right. Which field of a table it was nobody counts. */
export function strayPurpose({ servings, notesFrom }: Observed, { day, act, field, purpose, recipient }: FieldRow): string[] {
  const own = servings.get(field.split('.')[0] ?? '');
  const isLook = own !== undefined && act === 'reveal' && recipient === team && day >= notesFrom && purpose !== always;
  return isLook && !own.some((serving) => serving.purpose === purpose) ? [`${purpose || 'none'}:${field}`] : [];
}

const named = ({ purpose, recipient }: FlowRow): string => `${purpose}:${recipient}`;
const unique = (list: readonly string[]): string[] => [...new Set(list)];
export const isInside = (recipient: string): boolean => [team, person, ''].includes(recipient);
