// May this be seen, set or taken away? The gate is asked for the purpose of the field; for what tells of health, faith or the like the role is asked too; and what a restriction
// or a hold keeps, no hand takes away.
import { mayActFor } from '#access';
import { guardPermission, opensSpecialOf, peopleInReach } from '#conversations';
import { type Decision, decide, factsOf, keepsAll, permitOrThrow, type Question, wordsFor } from '#gate';
import type { Permit } from '#keys';
import { type Ctx, withCtx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { type Purpose, purposeByCode } from '#purposes';
import { namesAll } from './rules.ts';
import type { Field } from './types.ts';

export const valueField = 'person_field_values.value';
/** Whoever handles somebody's request sees and mends values for that, as the rest of what is known about them. */
export const handled = ['service-conversation', 'rights-fulfilment'] as const;
const rights = handled[1];
type Said = Pick<Decision, 'allowed' | 'because' | 'article' | 'words'>;
type Asked = { readonly acting: Ctx; readonly question: Question; readonly decision: Said };
type Of = Pick<Field, 'purpose' | 'tellsOf'>;
/** A value is looked at, put where none stands, or put in place of one that does. */
type How = 'look' | 'note' | 'mend';

/**
 * What is said of a look at the values of a field, or of setting one; where its purpose rests on consent, one yes on any of its channels is enough. Rights are fulfilled with what
 * stands: noting something new is always for the purpose of the field.
 */
export async function ask(
  ctx: Ctx,
  person: PersonId,
  { purpose: own, tellsOf }: Of,
  language: 'en' | 'de',
  how: How = 'look',
): Promise<Asked> {
  const code = ctx.purpose === rights && how !== 'note' ? rights : own;
  const purpose = await purposeByCode(ctx, code);
  const isCorrection = how === 'mend' && (await mayCorrect(ctx, person));
  const question = { act: 'reveal', person, purpose: code, fields: [valueField], language, isCorrection } as const;
  if (tellsOf.length > 0) {
    if (code !== rights && !(purpose && namesAll(purpose, tellsOf)))
      return { acting: ctx, question, decision: notNamed(purpose, language) };
    if (!(await opensSpecialOf(ctx, person, code))) return { acting: ctx, question, decision: closed[language] };
  }
  const acting = await actingFor(ctx, person, code);
  const channels = purpose?.lawfulBasis === 'consent' ? purpose.channels : [];
  let first: Asked | undefined;
  for (const each of channels.length > 0 ? channels.map((channel) => ({ ...question, channel })) : [question]) {
    const asked = { acting, question: each, decision: await decide(acting, each) };
    if (asked.decision.allowed) return asked;
    first ??= asked;
  }
  return first ?? { acting, question, decision: await decide(acting, question) };
}

/** Problems `gate-refused`, which is recorded where the gate said so, and `guarded`. */
export async function refuseUnlessAllowed(ctx: Ctx, person: PersonId, field: Of, how: How): Promise<void> {
  await permitAsked(await ask(ctx, person, field, 'en', how));
}

/** A Permit for a look at the value of a field. Problems as above. */
export const permitFor = async (ctx: Ctx, person: PersonId, field: Of): Promise<Permit> => permitAsked(await ask(ctx, person, field, 'en'));

async function permitAsked({ acting, question, decision }: Asked): Promise<Permit> {
  if (decision.because === guardPermission) throw new Problem('guarded', { article: decision.article, detail: decision.words });
  if (decision.because === 'special-category') throw refusal(decision);
  return permitOrThrow(acting, question);
}

/** As this ctx, but by no role where those that carry the purpose do not reach this person: another that does reach them lends it nothing, and the gate records the no. */
async function actingFor(ctx: Ctx, person: PersonId, purpose: string): Promise<Ctx> {
  if (ctx.actor.kind !== 'staff' || (await peopleInReach(withCtx(ctx, { purpose }), [person])).has(person)) return ctx;
  return withCtx(ctx, { actor: { ...ctx.actor, reach: { grants: [] } } });
}

/** Whether whoever acts fulfils the rights of this person: a role that does so elsewhere lends nothing here. */
const mayCorrect = async (ctx: Ctx, person: PersonId): Promise<boolean> => mayActFor(await actingFor(ctx, person, rights), rights);

/** Problem `gate-refused`, and `guarded` for what tells of health, faith or the like: whoever may not see a value takes it from nobody either. */
export async function refuseClosed(ctx: Ctx, person: PersonId, { purpose: own, tellsOf }: Of): Promise<void> {
  const asOwn = { act: 'reveal', person, purpose: own } as const;
  const isOfRole = async (purpose: string) =>
    (await decide(await actingFor(ctx, person, purpose), { ...asOwn, purpose })).because !== 'purpose-not-of-role';
  const code = ctx.purpose === rights || !(await isOfRole(own)) ? rights : own;
  if (!(await isOfRole(code))) await permitOrThrow(await actingFor(ctx, person, own), asOwn); // a no that is recorded
  if (tellsOf.length === 0 || (await opensSpecialOf(ctx, person, code))) return;
  throw new Problem('guarded', {
    article: closed.en.article,
    detail: 'They tell of health, belief or the like, which your role does not open.',
  });
}

/**
 * Problem `gate-refused`: a restriction means storing, so that nothing is added and nothing goes (Art. 18(2)), and a hold keeps what is there as it is (Art. 17(3)(e)). Where only
 * its being right is contested, whoever fulfils rights sets right what stands (Art. 16, 18(1)(a)).
 */
export async function refuseKept(ctx: Ctx, person: PersonId, isNew: boolean): Promise<void> {
  const facts = (await factsOf(ctx, person)).filter(keepsAll);
  if (facts.some(({ kind }) => kind === 'held') && !isNew) throw refusal(held);
  const restricted = facts.filter(({ kind }) => kind === 'restricted');
  if (restricted.length === 0) return;
  const isContested = restricted.every(({ ground }) => ground === 'accuracy-contested');
  if (!isContested || isNew || !(await mayCorrect(ctx, person)))
    throw refusal({ because: 'restricted', article: '18(2)', words: wordsFor('restricted', 'en', unnamed) });
}

const refusal = ({ because, article, words }: Omit<Said, 'allowed'>): Problem =>
  new Problem('gate-refused', { because, article, detail: words });

const unnamed = { purpose: '', channel: null, recipient: null };
/** The consent does not name what it tells of, or does so no more: what was kept under it is shown to nobody. */
const notNamed = (purpose: Purpose | undefined, language: 'en' | 'de'): Said => ({
  ...{ allowed: false, because: 'special-category', article: '9(1)' },
  words: wordsFor('special-category', language, { ...unnamed, purpose: purpose?.texts[language].name ?? '' }),
});
const closed: Readonly<Record<'en' | 'de', Said>> = {
  en: {
    ...{ allowed: false, because: guardPermission, article: '9(1)' },
    words: 'They tell of health, belief or the like, which your role does not open.',
  },
  de: {
    ...{ allowed: false, because: guardPermission, article: '9(1)' },
    words: 'Sie erzählen von Gesundheit, Glauben oder Ähnlichem, was deine Rolle nicht öffnet.',
  },
};
const held = {
  because: 'held',
  article: '17(3)(e)',
  words: 'A legal hold keeps what is noted here as it is. It can be changed when the hold ends.',
};
