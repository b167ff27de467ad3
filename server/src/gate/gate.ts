// The door of the gate: may this be done to this person, for this purpose, on this channel, by this recipient? Yes or no, and why.
import type { Answer } from '@parley/contract';
import type { Permit } from '#keys';
import type { Ctx } from '#kit/ctx';
import type { Id, PersonId } from '#kit/ids';
import type { Act, ChannelKind } from '#purposes';

export type Question = {
  readonly act: Act;
  /** One person with everyone merged into them. */
  readonly person?: PersonId;
  /** Several people, as on a list: `reveal` leaves out those for whom the answer is no; any other act needs a yes for each. */
  readonly people?: readonly PersonId[];
  readonly purpose: string;
  readonly channel?: ChannelKind;
  readonly recipient?: string;
  /** `table.column` of sealed values. */
  readonly fields?: readonly string[];
  /** When the person wrote the message that this answers; lets a reply through a restriction that is older (Art. 18(2)). */
  readonly answering?: Date;
  /** Language of the words, `en` unless told. */
  readonly language?: 'en' | 'de';
};
export type Decision = Answer<'readAllowances'>['items'][number]['decision'];
export type Permission =
  | { readonly allowed: true; readonly permit: Permit; readonly decision: Decision }
  | ({ readonly allowed: false } & Omit<Decision, 'allowed'>);
export type FactKind = 'restricted' | 'objected' | 'held';
export type NewFact = { readonly kind: FactKind; readonly ground: string; readonly purpose?: string; readonly until?: Date };
export type Fact = NewFact & { readonly id: Id<'fct'>; readonly person: PersonId; readonly since: Date };

/** Asks without doing: nothing is recorded and no permit is made. */
export async function decide(_ctx: Ctx, _question: Question): Promise<Decision> {
  throw new Error('not built yet');
}
/** Asks in order to do: a yes carries the Permit that `keys.open` wants, a no is recorded in the ledger, also when the caller's transaction is rolled back. */
export async function permit(_ctx: Ctx, _question: Question): Promise<Permission> {
  throw new Error('not built yet');
}
/** As `permit`, but a no is thrown as Problem `gate-refused` with reason and article. */
export async function permitOrThrow(_ctx: Ctx, _question: Question): Promise<Permit> {
  throw new Error('not built yet');
}
export async function restrict(_ctx: Ctx, _person: PersonId, _fact: NewFact): Promise<Id<'fct'>> {
  throw new Error('not built yet');
}
export async function lift(_ctx: Ctx, _fact: Id<'fct'>): Promise<void> {
  throw new Error('not built yet');
}
/** Facts that stand now over the whole merged group. */
export async function factsOf(_ctx: Ctx, _person: PersonId): Promise<Fact[]> {
  throw new Error('not built yet');
}
export async function allowances(
  _ctx: Ctx,
  _person: PersonId,
  _language: 'en' | 'de' | 'fr' | 'es',
): Promise<Answer<'readAllowances'>['items']> {
  throw new Error('not built yet');
}
