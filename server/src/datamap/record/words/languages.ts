// What the words of a record must offer in each language that it is drawn up in.
import type { Purpose } from '#purposes';
import type { MeasureState, ProcessingCode, Recipient } from '../types.ts';

/** Purposes have their words in more languages than records are drawn up in. */
export type Language = keyof Purpose['texts'];
export type LawfulBasis = Purpose['lawfulBasis'];
export type RecordLanguage = 'en' | 'de';
type Counted = readonly [one: string, many: string];

export type RecordWords = {
  readonly titles: Readonly<Record<'controller' | 'processor', string>>;
  readonly version: (version: number, since: string, company: string) => string;
  readonly parties: string;
  readonly labels: Readonly<
    Record<
      | 'controller'
      | 'contact'
      | 'representative'
      | 'dpo'
      | 'authority'
      | 'joint'
      | 'operator'
      | 'operatorDpo'
      | 'agreement'
      | 'hostedIn'
      | 'collectedAt',
      string
    >
  >;
  readonly nobody: string;
  readonly notEntered: string;
  readonly ourselves: string;
  readonly sections: Readonly<Record<'activities' | 'decisions' | 'processing' | 'recipients' | 'measures', string>>;
  readonly effect: string;
  readonly noEffect: string;
  readonly columns: {
    readonly decisions: readonly [string, string, string, string, string];
    readonly activities: readonly [string, string, string, string, string, string, string];
    readonly processing: readonly [string, string];
    readonly recipients: readonly [string, string, string, string];
    readonly measures: readonly [string, string, string];
  };
  readonly subjects: Readonly<Record<'customers' | 'staff', string>>;
  readonly basis: Readonly<Record<LawfulBasis, string>>;
  readonly categories: Readonly<Record<string, string>>;
  readonly roles: Readonly<Record<Recipient['role'], string>>;
  readonly safeguards: Readonly<Record<Exclude<Recipient['safeguard'], null>, string>>;
  readonly stays: string;
  readonly nobodyElse: string;
  readonly units: { readonly Y: Counted; readonly M: Counted; readonly D: Counted };
  readonly starts: Readonly<Record<string, string>>;
  /** A field of the company's own. */
  readonly noted: (name: string) => string;
  readonly processing: Readonly<Record<ProcessingCode, string>>;
  readonly measures: Readonly<Record<string, string>>;
  readonly lookedAt: (head: string, day: string) => string;
  /** Of a version that is no longer the newest. */
  readonly statesNotKept: string;
  readonly states: Readonly<Record<MeasureState, string>>;
  readonly advice: string;
};
