// Personal data is declared where it lives: every table names its columns, whose data they are, for which purpose and how long. Rights, retention
// and data map work from these declarations, and a whole-house test fails on any table or column that nobody declared.
import type { Origin } from '@parley/contract/origins';
import type { Ctx } from './ctx.ts';
import type { ConversationId, MessageId, PersonId, SubjectId } from './ids.ts';
import type { DeclaredPeriod } from './lasting.ts';
import { tool } from './tool.ts';

/** `key` ids and references, `code` closed lists and numbers of ours, `time` instants, `pseudonym` the random id of a subject, `index` a keyed hash, `public` words that the company publishes about itself, `secret` what is sealed under the key of the company; personal values name their DPV category and are sealed. */
export type Column =
  | 'key'
  | 'code'
  | 'time'
  | 'pseudonym'
  | 'index'
  | 'hash'
  | 'public'
  | 'secret'
  | { readonly category: string; readonly sealed: true };

/** `under` is the column that names whose key it is (`workspace_id`: a secret of the company), `row` the columns that name the row, joined by `/`; `files` the column with the reference in the storage, by the name under which its bytes are sealed. */
export type SealPlaces = {
  readonly under: string;
  readonly row: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
};

export type ExportItem = {
  readonly at?: string;
  /** In tables of conversations `conversation`, `message` and `attachment` are ids: by them single items are kept back (Art. 17(3)). */
  readonly fields: Readonly<Record<string, string | number | boolean | null>>;
  readonly files?: readonly { name: string; bytes: Buffer }[];
  /** How a value of `fields` stands where it rests and leaves, where a copy writes it otherwise: what is looked for once it must be gone. */
  readonly asItStands?: Readonly<Record<string, readonly string[]>>;
  /** Of a holding that `serves`: what this item is for, and how long. */
  readonly serving?: Omit<Serving, 'isOver'>;
  /** Words that the company itself wrote for many, so that finding them elsewhere tells nothing of the person. */
  readonly isForMany?: boolean;
};

/** `newest` bounds how many rows a holding that grows with use reads: a sample, so that taking one costs the same for much and for little. `filesOf` says of which records of a table files are wanted. */
export type ExportOptions = {
  readonly withoutFiles?: boolean;
  readonly newest?: number;
  /** In which names are given, where there is more than one. */
  readonly language?: 'en' | 'de' | 'fr' | 'es';
  readonly filesOf?: (table: string, fields: ExportItem['fields']) => boolean;
};

/** What of conversations goes at a time: messages, the conversations that they are in, and those of them of which nothing is left then. */
export type Leaving = {
  readonly messages: readonly MessageId[];
  readonly conversations: readonly ConversationId[];
  readonly finished: readonly ConversationId[];
};
/** `until` is the last day on which something about the person must stay; null while its end is not known. `because` is a code. */
export type Kept = { readonly person: PersonId; readonly because: string; readonly until: string | null };

/** Where a page of rows begins: after an instant, as the database writes it, and an id. */
export type Place = { readonly at: string | null; readonly id: string | null };
/** A row that is there only as proof of what is over; `endsOn` is the last day on which it stays (ISO). `person` is null where it is about nobody any more. */
export type Proof = { readonly id: string; readonly person: PersonId | null; readonly endsOn: string };
/** Those among some rows after a place, and where the next page begins; null after the last. */
export type ProofPage = { readonly rows: readonly Proof[]; readonly next: Place | null };
export type Proofs = {
  /** Rows whose last day lies before `day` (ISO). What is in force is none of them whatever its age, nor is what proves it. */
  readonly past: (ctx: Ctx, day: string, after: Place, limit: number) => Promise<ProofPage>;
  /** Deletes these with what hangs on them; gives how many of them there were. */
  readonly drop: (ctx: Ctx, rows: readonly Proof[]) => Promise<number>;
};

export type Serving = { readonly purpose: string; readonly period: DeclaredPeriod; readonly isOver: boolean };
/** What of a table a privacy notice names one by one, since the company chose it itself: `by` says who tells it (Art. 14(2)(f)). English where a language has no name. */
export type Told = {
  readonly names: { readonly en: string; readonly de: string; readonly fr?: string; readonly es?: string };
  /** Purpose code. */
  readonly purpose: string;
  /** ISO 8601, from when it is written down. */
  readonly period: string;
  readonly by: 'person' | 'company';
  /** When the company chose it: a notice that is older does not name it. */
  readonly since: Date;
};

/** What came to the company from elsewhere, for which purpose (Art. 14): a notice names it. */
export type CameFrom = { readonly purpose: string; readonly origin: Origin };

export type Holding = {
  readonly table: string;
  /** The room that declares it; set at the start from rooms.ts. */
  readonly room?: string;
  readonly about: 'person' | 'staff' | 'nobody';
  readonly columns: Readonly<Record<string, Column>>;
  /** How the place of a seal follows from its row, so that values can be sealed anew under another key; every holding with sealed or secret columns says it. */
  readonly seals?: SealPlaces;
  /** `table.name` of sealed values that lie outside the table, such as files. */
  readonly alsoSealed?: readonly string[];
  /** Title for people, by language; only for holdings about a person or staff. */
  readonly title?: { readonly en: string; readonly de: string };
  /** Purpose code, and until when rows stay; null where nobody's data lies here. */
  readonly purpose: string | null;
  readonly period: DeclaredPeriod | null;
  /** Where the company itself says for which purposes rows stand and how long; then `purpose` and `period` are only what holds for all of them. `isOver` of what takes nothing more: what was done for it in the last months was right. */
  readonly serves?: (ctx: Ctx) => Promise<readonly Serving[]>;
  readonly told?: (ctx: Ctx) => Promise<readonly Told[]>;
  /** From where else than the person what is here came, each pair once. */
  readonly cameFrom?: (ctx: Ctx) => Promise<readonly CameFrom[]>;
  /** Rows about these subjects by what they are for, of a holding that `serves`. */
  readonly countServings?: (ctx: Ctx, subjects: readonly SubjectId[]) => Promise<readonly (Omit<Serving, 'isOver'> & { count: number })[]>;
  /** Rows about these subjects. */
  readonly count?: (ctx: Ctx, subjects: readonly SubjectId[]) => Promise<number>;
  /** Everything about these subjects in the clear; needs an export Permit (Art. 15(3)). The permit's type belongs to `keys`. */
  readonly export?: (ctx: Ctx, permit: unknown, subjects: readonly PersonId[], options?: ExportOptions) => Promise<ExportItem[]>;
  /** As `export`, some at a time and in order: for what grows with use, so that a copy of very much takes no more memory than one of little. */
  readonly exportEach?: (ctx: Ctx, permit: unknown, subjects: readonly PersonId[]) => AsyncIterable<readonly ExportItem[]>;
  /** Of an item, the fields in which colleagues wrote for themselves, whoever it is about; none where the person wrote it or it was written to them; `file` for a file of theirs with its `name`. What is about others in the words is left out of the copy, and a file as a whole (Art. 15(4)). */
  readonly noted?: (fields: ExportItem['fields']) => readonly string[] | 'file';
  /** Rows with such words, of a holding of which nothing can be asked while its rows come. */
  readonly countNoted?: (ctx: Ctx, subjects: readonly PersonId[]) => Promise<number>;
  /** Deletes every row about these subjects; gives how many. Runs after the keys are shredded. */
  readonly erase?: (ctx: Ctx, subjects: readonly SubjectId[]) => Promise<number>;
  /** Deletes what hangs on these messages and conversations when their time is over; gives how many rows. Runs in the order of erasure. */
  readonly letGo?: (ctx: Ctx, leaving: Leaving) => Promise<number>;
  /** What of it goes while its person stays, because its own period is over: nothing else deletes it then. */
  readonly proofs?: Proofs;
  /** Deletes what stands here only for the sake of such rows of another table, which go as proofs; gives how many rows. */
  readonly letGoWith?: (ctx: Ctx, table: string, rows: readonly string[]) => Promise<number>;
  /** Until when something here keeps these people, or holds back the deletion of what is theirs (`until` null). */
  readonly keeps?: (ctx: Ctx, people: readonly PersonId[]) => Promise<readonly Kept[]>;
  /** Those of these conversations that something here keeps alone, without the rest of what is their person's. */
  readonly holdsBack?: (ctx: Ctx, conversations: readonly ConversationId[]) => Promise<readonly ConversationId[]>;
};

/** Every holding of the house in the order of erasure: later rooms first and, in a room's own list, children before parents. Set at the start from rooms.ts; rights and data map work from it without knowing the rooms. */
export const holdings = tool<readonly Holding[]>('house.holdings');

/** Whether nothing says for what something is there, or until when (Art. 5(1)(b) and (e)). */
export const isPeriodMissing = ({ purpose, period }: Pick<Holding, 'purpose' | 'period'>): boolean => !purpose || !period?.length;

/** Error that names each table of these about somebody for which nobody declared a purpose or a period: a house with one opens no door and writes nothing. */
export function refuseWithoutPeriod(of: readonly Holding[]): void {
  const missing = of.filter((each) => each.about !== 'nobody' && isPeriodMissing(each)).map(({ table }) => table);
  if (missing.length > 0)
    throw new Error(`data about people needs a purpose and a period, which nobody declared for ${missing.join(', ')}`);
}

/** `table.column` of every sealed value of these holdings, as permits name them. */
export function sealedFields(of: readonly Holding[]): string[] {
  return of.flatMap((holding) => [
    ...Object.entries(holding.columns)
      .filter(([, column]) => typeof column === 'object')
      .map(([name]) => `${holding.table}.${name}`),
    ...(holding.alsoSealed ?? []),
  ]);
}
