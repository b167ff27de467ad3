// What the gate knows of one company's people, held in columns: a map from person to row, and for each purpose and channel one byte and one instant per
// row. Facts lie at the row of the root, so that a merged group is looked up once. No I/O here; keeper.ts fills it and keeps it fresh.
import { isByLink, type Method, type State } from '#consent';
import type { PersonId } from '#kit/ids';
import type { Act, ChannelKind, Purpose } from '#purposes';
import type { Standing, VendorFacts } from '#vendors';
import { obstacles } from '../facts.ts';
import type { PersonFacts, Verdict } from '../rules.ts';
import type { FactRow } from '../store.ts';

/** One merged group as the rooms know it: root first; consents are the newest event per purpose and channel over the group. */
export type Group = {
  readonly people: readonly PersonId[];
  readonly isLive: boolean;
  readonly consents: readonly {
    readonly purpose: string;
    readonly channel: string;
    readonly state: State;
    readonly method?: Method;
    readonly at: Date;
  }[];
  readonly standing: readonly Pick<FactRow, 'kind' | 'purpose' | 'since' | 'until'>[];
};
export type Rules = { readonly purposes: ReadonlyMap<string, Purpose>; readonly vendors: ReadonlyMap<string, VendorFacts> };
type Column = { state: Uint8Array; at: Float64Array };
/** A question without its person, and what the rules say to it of somebody of whom nothing stands, by the code of their consent; worked out when first asked. */
export type Usual = {
  readonly act: Act;
  readonly channel: ChannelKind | undefined;
  readonly recipient: string | undefined;
  readonly column: Column | undefined;
  readonly answers: (Verdict | undefined)[];
};
export type Table = {
  rules: Rules;
  /** The day (since 1970, UTC) for which the two maps below hold. */
  day: number;
  /** Standing of recipients, worked out when asked for. */
  readonly recipients: Map<string, Standing>;
  /** By purpose. */
  readonly usual: Map<string, Usual[]>;
  readonly rows: Map<PersonId, number>;
  /** Rows ever given out; one that was let go of is not given out again, since another may still point there. */
  used: number;
  /** By row: the row of the root. */
  root: Int32Array;
  /** By row: 0 once the key is gone, 1 while it lives, 2 while something stands besides. */
  life: Uint8Array;
  /** By purpose, then by channel, then by row. */
  readonly consents: Map<string, Map<string, Column>>;
  /** By row, for the few of whom something stands. */
  readonly standing: Map<number, Group['standing']>;
};

const states = ['none', 'requested', 'pending', 'given', 'refused', 'withdrawn', 'expired', 'invalidated'] as const;
const codes = new Map<string, number>(states.map((state, code) => [state, code]));
const linkBit = 8; // beside the code of a state: it was said by the link of a message
const firstCapacity = 1024;
const mostUsual = 100; // purposes, and kinds of questions of each

export function emptyTable(rules: Rules): Table {
  return {
    rules,
    day: -1,
    recipients: new Map(),
    usual: new Map(),
    rows: new Map(),
    used: 0,
    root: new Int32Array(firstCapacity),
    life: new Uint8Array(firstCapacity),
    consents: new Map(),
    standing: new Map(),
  };
}

/** Takes a group in as it stands now, in place of whatever was known of its people. */
export function put(table: Table, { people, isLive, consents, standing }: Group): void {
  const rows = people.map((person) => rowFor(table, person));
  const root = rows[0];
  if (root === undefined) return;
  for (const row of rows) {
    table.root[row] = root;
    table.life[row] = isLive ? 1 : 0;
    table.standing.delete(row);
    for (const column of columnsOf(table)) column.state[row] = 0;
  }
  for (const { purpose, channel, state, method, at } of consents) {
    const column = columnFor(table, purpose, channel);
    column.state[root] = (codes.get(state) ?? 0) | (isByLink(method) ? linkBit : 0);
    column.at[root] = at.getTime();
  }
  if (standing.length === 0) return;
  table.standing.set(root, standing);
  if (isLive) table.life[root] = 2;
}

/** Lets go of a person: from now on nobody knows them here. */
export function drop(table: Table, person: PersonId): void {
  const row = table.rows.get(person);
  if (row === undefined) return;
  table.life[row] = 0;
  table.standing.delete(row);
  for (const column of columnsOf(table)) column.state[row] = 0;
  table.rows.delete(person);
}

/** A key is gone: whoever's root it was is erased at once, before anything is read again. */
export function markErased(table: Table, person: PersonId): void {
  const row = table.rows.get(person);
  if (row !== undefined) table.life[row] = 0;
}

/** New rules, or a new day: what was worked out is forgotten. */
export function begin(table: Table, day: number, rules = table.rules): void {
  table.rules = rules;
  table.day = day;
  table.recipients.clear();
  table.usual.clear();
}

/** The usual question like this one, made when it is the first of its kind; undefined when there are too many kinds. */
export function usualIn(
  table: Table,
  purpose: string,
  act: Act,
  channel: ChannelKind | undefined,
  recipient: string | undefined,
): Usual | undefined {
  let known = table.usual.get(purpose);
  if (known === undefined) {
    if (table.usual.size === mostUsual) return undefined;
    known = [];
    table.usual.set(purpose, known);
  }
  for (const each of known) if (each.act === act && each.channel === channel && each.recipient === recipient) return each;
  if (known.length === mostUsual) return undefined;
  const column = channel === undefined ? undefined : table.consents.get(purpose)?.get(channel);
  const made: Usual = { act, channel, recipient, column, answers: [] };
  known.push(made);
  return made;
}

/** The code of the consent of somebody who lives and of whom nothing stands; undefined for everybody else. */
export function usualCode(table: Table, person: PersonId, column: Column | undefined): number | undefined {
  const row = table.rows.get(person);
  if (row === undefined) return undefined;
  const root = table.root[row] as number;
  if (table.life[root] !== 1) return undefined;
  return column === undefined ? 0 : column.state[root];
}

/** What the rules need about a person for a purpose on a channel at an instant; undefined for somebody this table does not know. */
export function factsIn(table: Table, person: PersonId, purpose: string, channel: string | null, now: Date): PersonFacts | undefined {
  const row = table.rows.get(person);
  if (row === undefined) return undefined;
  const root = table.root[row] as number;
  if (table.life[root] === 0) return erased;
  const column = channel === null ? undefined : table.consents.get(purpose)?.get(channel);
  const code = column?.state[root] ?? 0;
  const consent = code === 0 || !column ? noConsent : consentOf(code, column.at[root] as number);
  const standing = table.standing.get(root);
  if (!standing) return { isErased: false, restrictedSince: null, objections: nothing, consent };
  return { isErased: false, ...obstacles(standing.filter(({ until }) => until === null || until > now)), consent };
}

const consentOf = (code: number, at: number): PersonFacts['consent'] => ({
  ...{ state: states[code & (linkBit - 1)] ?? 'none', at: new Date(at), isByLink: (code & linkBit) !== 0 },
});
const noConsent = { state: 'none', at: null } as const;
const nothing: PersonFacts['objections'] = [];
const erased: PersonFacts = { isErased: true, restrictedSince: null, objections: nothing, consent: noConsent };

function rowFor(table: Table, person: PersonId): number {
  const known = table.rows.get(person);
  if (known !== undefined) return known;
  const row = table.used;
  if (row === table.root.length) grow(table, row * 2);
  table.used += 1;
  table.rows.set(person, row);
  return row;
}

function columnFor(table: Table, purpose: string, channel: string): Column {
  const ofPurpose = table.consents.get(purpose) ?? new Map<string, Column>();
  table.consents.set(purpose, ofPurpose);
  const known = ofPurpose.get(channel);
  if (known) return known;
  const made = { state: new Uint8Array(table.root.length), at: new Float64Array(table.root.length) };
  ofPurpose.set(channel, made);
  table.usual.clear(); // they hold columns
  return made;
}

function* columnsOf(table: Table): Generator<Column> {
  for (const ofPurpose of table.consents.values()) yield* ofPurpose.values();
}

function grow(table: Table, capacity: number): void {
  const wider = <T extends Int32Array | Uint8Array | Float64Array>(old: T, made: T): T => {
    made.set(old);
    return made;
  };
  table.root = wider(table.root, new Int32Array(capacity));
  table.life = wider(table.life, new Uint8Array(capacity));
  for (const column of columnsOf(table)) {
    column.state = wider(column.state, new Uint8Array(capacity));
    column.at = wider(column.at, new Float64Array(capacity));
  }
}
