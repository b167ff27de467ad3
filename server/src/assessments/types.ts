// The words of this room: what an assessment says, the facts it rests on, and a version of it as it lies in the database.
import type { Answer, Body } from '@parley/contract';
import type { AssessmentKind } from '@parley/contract/assessing';
import type { Id, StaffId } from '#kit/ids';
import type { Sealed } from '#kit/seal';

export type AssessmentId = Id<'asm'>;
export type Content = Body<'changeAssessment'>['content'];
export type Facts = Answer<'readAssessment'>['facts'];
export type FactChange = Answer<'readAssessment'>['changes'][number];
/** Sealed in a list, newest last: who advised what, on which day, and hashes of the words and the facts it was about. */
export type Advice = { readonly by: string; readonly on: string; readonly words: string; readonly about: string; readonly rests: string };

export type Because = 'new' | 'facts' | 'review' | 'by-hand';
export type Version = {
  readonly version: number;
  readonly revision: number;
  readonly because: Because;
  readonly content: Sealed;
  readonly advice: Sealed | null;
  readonly advisedBy: StaffId | null;
  readonly facts: Facts;
  readonly factsHash: string;
  readonly changes: readonly FactChange[];
  readonly outcome: Content['outcome'];
  readonly level: 'low' | 'medium' | 'high' | null;
  /** YYYY-MM-DD. */
  readonly reviewOn: string | null;
  /** Ids of measures that were carried out after the approval. */
  readonly finished: readonly string[];
  /** Day of the first measure that is not done; null where none is left. */
  readonly undone: string | null;
  readonly owners: readonly StaffId[];
  readonly begunAt: Date;
  readonly changedBy: string | null;
  readonly changedAt: Date;
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
  /** `SALT.HASH` of what was approved. */
  readonly wordsHash: string | null;
};
/** An assessment with one of its versions. */
export type Row = Version & { readonly id: AssessmentId; readonly kind: AssessmentKind; readonly purposes: readonly string[] };
