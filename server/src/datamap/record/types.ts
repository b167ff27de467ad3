// A record of processing as it is kept: codes, and words of the company in every language it has them; whoever draws it up chooses one.
import type { ChannelKind } from '#purposes';
import type { Language, LawfulBasis } from './words/languages.ts';

export type RecordKind = 'controller' | 'processor';
export type Words = Readonly<Partial<Record<Language, string>>> & { readonly en: string };

export type Party = { readonly name: string; readonly contact: string };
export type Recipient = {
  readonly code: string;
  readonly name: string;
  readonly service: string;
  readonly role: 'processor' | 'controller' | 'joint-controller';
  /** ISO 3166-1. */
  readonly country: string;
  /** Why data may leave the EEA; null where it stays, `missing` where nothing says so. */
  readonly safeguard: 'adequacy' | 'clauses' | 'binding-rules' | 'certification' | 'explicit-consent' | 'missing' | null;
};
export type Activity = {
  readonly code: string;
  readonly version: number;
  readonly name: Words;
  readonly description: Words;
  readonly subjects: 'customers' | 'staff';
  /** Beyond Art. 30, kept beside it because nobody reads one without the other. */
  readonly lawfulBasis: LawfulBasis;
  readonly article: string;
  readonly dpv: string;
  /** Of the Data Privacy Vocabulary. */
  readonly categories: readonly string[];
  /** Special categories that it uses, on explicit consent (Art. 9(2)(a)); left out where there are none. */
  readonly special?: readonly string[];
  /** Codes of the register. */
  readonly recipients: readonly string[];
  readonly channels: readonly string[];
  readonly period: string;
  readonly starts: string;
  /** What the company notes for it in fields of its own, each from when it was set; left out where there is nothing. */
  readonly noted?: readonly { readonly name: Words; readonly period: string; readonly special: boolean }[];
};
export type Decision = {
  readonly code: string;
  /** Of its logic. */
  readonly version: number;
  readonly title: Words;
  readonly logic: Words;
  readonly inputs: readonly string[];
  /** The point of Art. 22(2) where the effect is legal or similar; null where it has none. */
  readonly ground: string | null;
  /** Codes of the purposes in force for which it is at work. */
  readonly purposes: readonly string[];
};
/** What is carried out on behalf: a channel each, and what every house does. */
export type ProcessingCode = ChannelKind | 'hosting' | 'rights' | 'retention' | 'backup' | 'staff-access';
export type Measure = {
  readonly code: string;
  readonly article: string;
  /** Controls by which the program looks whether it is so; none where it is so by the way it is built. */
  readonly controls: readonly string[];
};
export type RecordContent = {
  readonly kind: RecordKind;
  readonly controller: {
    readonly name: string;
    readonly address: string;
    readonly contact: string | null;
    readonly country: string;
    readonly representative: string | null;
    readonly dpo: string;
    readonly authority: string;
  };
  readonly joint: readonly Party[];
  /** Who runs this Parley for the company; null when it does so itself. */
  readonly operator:
    | (Party & { readonly representative: string | null; readonly dpo: string | null; readonly agreement: string | null })
    | null;
  /** Whether the controller runs it itself; null while nobody said. */
  readonly operatedBySelf: boolean | null;
  readonly hostedIn: string | null;
  /** Stores in which people give their data in person; left out where there are none. */
  readonly collectedAt?: readonly { readonly name: string; readonly address: string }[];
  /** Of the controller: purposes. Of the processor: empty. */
  readonly activities: readonly Activity[];
  /** Of the controller: what machines decide about people by themselves, as the rooms declare it (Art. 22); left out in records of before. */
  readonly decisions?: readonly Decision[];
  /** Of the processor: what is carried out on behalf, as codes. Of the controller: empty. */
  readonly processing: readonly ProcessingCode[];
  readonly recipients: readonly Recipient[];
  readonly measures: readonly Measure[];
};
export type MeasureState = 'holds' | 'fails' | 'not-looked-at' | 'built-in';
/** A version; the newest with what the controls say at the moment it is given out (`statesAt`), older ones without, for that was then and is not kept. */
export type DrawnRecord = RecordContent & {
  readonly workspace: string;
  readonly version: number;
  readonly since: string;
  readonly hash: string;
  readonly states: Readonly<Record<string, MeasureState>>;
  /** RFC 3339; null when it is not known how the controls stood. */
  readonly statesAt: string | null;
};
