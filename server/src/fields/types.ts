// The words of this room.
import type { Body } from '@parley/contract';
import type { Special } from '@parley/contract/special';
import type { Id } from '#kit/ids';
import type { Language } from '#purposes';

export type FieldId = Id<'fld'>;
export type New = Body<'addField'>;
export type Kind = New['kind'];
/** A special category; `unsaid` where nobody was asked yet, which no purpose names. */
export type TellsOf = Special | 'unsaid';
/** English and German at least; where another language has none, English stands. */
export type Names = New['names'];
export type Field = {
  readonly id: FieldId;
  readonly names: Names;
  readonly kind: Kind;
  /** Labels of a choice in their order; a value names its place. Empty for other kinds. */
  readonly choices: readonly Names[];
  /** Purpose code. */
  readonly purpose: string;
  /** ISO 8601 in days or months, from when a value was set. */
  readonly period: string;
  /** Of Art. 9(1). */
  readonly special: boolean;
  /** Which of them; its purpose must name each. */
  readonly tellsOf: readonly TellsOf[];
  /** The person themself tells it (Art. 20(1)). */
  readonly provided: boolean;
  readonly createdAt: Date;
};

export const nameIn = (names: Names, language: Language): string => names[language] ?? names.en;
