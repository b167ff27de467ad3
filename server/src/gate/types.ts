// The words of the gate that its door shares with later rooms.
import type { Answer } from '@parley/contract';
import type { Permit } from '#keys';
import type { Spot } from '#kit/ctx';
import type { Id, PersonId } from '#kit/ids';
import type { Act, ChannelKind } from '#purposes';
import type { WordsLanguage } from './words.ts';

export type Question = {
  readonly act: Act;
  /** One person with everyone merged into them. */
  readonly person?: PersonId | undefined;
  /** Of those merged with them whose keys were given up: the others stand for the person. */
  readonly lost?: readonly PersonId[] | undefined;
  /** Several people, as on a list: `reveal` leaves out those for whom the answer is no; any other act needs a yes for each. */
  readonly people?: readonly PersonId[] | undefined;
  /** The file of a request, or what was kept back from one: it has a key of its own and outlives the person for a while. */
  readonly case?: Id<'req'> | Id<'kpt'> | undefined;
  /** Purpose code. */
  readonly purpose: string;
  readonly channel?: ChannelKind | undefined;
  /** Code of whoever receives it; left out when nothing leaves the company. */
  readonly recipient?: string | undefined;
  /** Where it happens, when that is known: staff act for a purpose in the inboxes, and for the teams, of the role that carries it. */
  readonly spot?: Spot | undefined;
  /** `table.column` of sealed values. */
  readonly fields?: readonly string[] | undefined;
  /** Those of the fields of which only a mask will be shown. */
  readonly masked?: readonly string[] | undefined;
  /** Code of why, where somebody must say it. */
  readonly reason?: string | undefined;
  /** When the person wrote the message that this answers; lets an answer through a restriction or stop that is older (Art. 18(2)). */
  readonly answering?: Date | undefined;
  /** Sets right what is noted of them: a restriction only because that is contested does not stop it (Art. 16, 18(1)(a)); objection and consent count as ever. */
  readonly isCorrection?: boolean | undefined;
  /** Language of the words, `en` unless told. */
  readonly language?: WordsLanguage | undefined;
};
export type Decision = Answer<'readAllowances'>['items'][number]['decision'];
export type Permission =
  | { readonly allowed: true; readonly permit: Permit; readonly decision: Decision }
  | { readonly allowed: false; readonly because: string; readonly article: string; readonly words: string };
/** What stands for a person. `ground` is a code such as accuracy-contested; `purpose` left out covers every purpose it can apply to. */
export type NewFact = {
  readonly kind: 'restricted' | 'objected' | 'held';
  readonly ground: string;
  readonly purpose?: string | undefined;
  readonly until?: Date | undefined;
};
