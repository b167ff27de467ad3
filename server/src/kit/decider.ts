// What the house decides about people by itself is declared beside the code that does it, as holdings are beside tables (Art. 13(2)(f), 15(1)(h), 22). Notice, access copy,
// privacy page and assessments work from these declarations, and a whole-house test fails on an act about a person that nobody sorted.
import type { Ctx } from './ctx.ts';
import type { PersonId } from './ids.ts';
import { tool } from './tool.ts';

type InFour = Readonly<Record<'en' | 'de' | 'fr' | 'es', string>>;
export type Decider = {
  readonly code: string;
  /** Counts up with every change of the logic; a recorded decision names it. */
  readonly version: number;
  readonly title: InFour;
  /** What is looked at, how it is decided, and what it means for the person: meaningful information about the logic involved. */
  readonly logic: InFour;
  /** Data categories that go in, as purposes name them. */
  readonly inputs: readonly string[];
  /** Whether it has a legal effect or one that affects the person as much (Art. 22(1)); then it needs a ground of Art. 22(2), and each decision is recorded. */
  readonly significance:
    | { readonly is: 'none' }
    | { readonly is: 'legal' | 'similar'; readonly ground: '22(2)(a)' | '22(2)(b)' | '22(2)(c)' };
  /** The permission of whoever decides anew when a person asks for it (Art. 22(3)). */
  readonly reviewedBy: string;
  /** Where each single one stands: an entry of the ledger that names code and version; a row of its own about the person; sums that name nobody; nowhere, since keeping it would say more of the person than it does. */
  readonly logged: 'entries' | 'rows' | 'sums' | 'never';
  /** Kinds of ledger entries by which it shows; only for `entries`. */
  readonly kinds: readonly string[];
  /** How far it goes, in codes, as an assessment freezes it. */
  readonly extent: string;
  /** For which purposes it is at work. */
  readonly of: (purpose: PurposeFacts) => boolean;
  /** Carries out what somebody decided instead, in the transaction of that decision. */
  readonly changed?: (
    ctx: Ctx,
    decided: { readonly decision: string; readonly person: PersonId; readonly outcome: string },
  ) => Promise<void>;
};
type PurposeFacts = {
  readonly about: string;
  readonly lawfulBasis: string;
  readonly acts: readonly string[];
  readonly categories: readonly string[];
  readonly advertising: boolean;
};

/** Every decider of the house in the order of rooms; set at the start from rooms.ts. */
export const deciders = tool<readonly Decider[]>('house.deciders');

/** What an entry says that one of these deciders caused: which, and by which version of its logic. Error for a code that is not among them. */
export function causedBy(among: readonly Decider[], code: string): { readonly decider: string; readonly version: number } {
  const decider = among.find((each) => each.code === code);
  if (!decider) throw new Error(`nobody declared a decider ${code}`);
  return { decider: code, version: decider.version };
}

/** Purposes in which people talk with the company. */
export const talks = ({ about, categories }: PurposeFacts): boolean => about === 'person' && categories.includes('Communication');
export const aboutPeople = ({ about }: PurposeFacts): boolean => about === 'person';
