// May this be seen, set or taken away? The gate is asked for the purpose of the field; for what tells of health, faith or the like the role is asked too; and what a restriction
// or a hold keeps, no hand takes away.
import { mayActFor } from '#access';
import { guardPermission, opensSpecialOf } from '#conversations';
import { type Decision, decide, factsOf, permitOrThrow, type Question, wordsFor } from '#gate';
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
type Asked = { readonly question: Question; readonly decision: Said };
type Of = Pick<Field, 'purpose' | 'tellsOf'>;

/** What is said of a look at the values of a field; where its purpose rests on consent, one yes on any of its channels is enough. */
export async function ask(ctx: Ctx, person: PersonId, { purpose: own, tellsOf }: Of, language: 'en' | 'de'): Promise<Asked> {
  const code = ctx.purpose === rights ? rights : own;
  const purpose = await purposeByCode(ctx, code);
  const question = { act: 'reveal', person, purpose: code, fields: [valueField], language } as const;
  if (tellsOf.length > 0) {
    if (code !== rights && !(purpose && namesAll(purpose, tellsOf))) return { question, decision: notNamed(purpose, language) };
    if (!(await opensSpecialOf(ctx, person, code))) return { question, decision: closed[language] };
  }
  const channels = purpose?.lawfulBasis === 'consent' ? purpose.channels : [];
  let first: Asked | undefined;
  for (const each of channels.length > 0 ? channels.map((channel) => ({ ...question, channel })) : [question]) {
    const asked = { question: each, decision: await decide(ctx, each) };
    if (asked.decision.allowed) return asked;
    first ??= asked;
  }
  return first ?? { question, decision: await decide(ctx, question) };
}

/** Problems `gate-refused`, which is recorded where the gate said so, and `guarded`. */
export async function refuseUnlessAllowed(ctx: Ctx, person: PersonId, field: Of): Promise<void> {
  const asked = await ask(ctx, person, field, 'en');
  if (asked.decision.because === 'restricted' && ctx.purpose !== rights && (await mayActFor(ctx, rights)))
    return refuseUnlessAllowed(withCtx(ctx, { purpose: rights }), person, field); // a correction, as `refuseKept` has found
  await permitAsked(ctx, asked);
}

/** A Permit for a look at the value of a field. Problems as above. */
export const permitFor = async (ctx: Ctx, person: PersonId, field: Of): Promise<Permit> =>
  permitAsked(ctx, await ask(ctx, person, field, 'en'));

async function permitAsked(ctx: Ctx, { question, decision }: Asked): Promise<Permit> {
  if (decision.because === guardPermission) throw new Problem('guarded', { article: decision.article, detail: decision.words });
  if (decision.because === 'special-category') throw refusal(decision);
  return permitOrThrow(ctx, question);
}

/** Problem `guarded`: whoever may not see what tells of health, faith or the like takes it from nobody either. */
export async function refuseClosed(ctx: Ctx, person: PersonId, { purpose, tellsOf }: Of): Promise<void> {
  if (tellsOf.length === 0 || (await opensSpecialOf(ctx, person, ctx.purpose === rights ? rights : purpose))) return;
  throw new Problem('guarded', {
    article: closed.en.article,
    detail: 'They tell of health, belief or the like, which your role does not open.',
  });
}

/**
 * Problem `gate-refused`: a restriction means storing, so that nothing is added and nothing goes (Art. 18(2)), and a hold keeps what is there as it is (Art. 17(3)(e)). Where only
 * its being right is contested, whoever fulfils rights sets it right (Art. 16, 18(1)(a)).
 */
export async function refuseKept(
  ctx: Ctx,
  person: PersonId,
  change: { readonly adds: boolean; readonly replaces: boolean },
): Promise<void> {
  const facts = await factsOf(ctx, person);
  if (facts.some(({ kind }) => kind === 'held') && change.replaces) throw refusal(held);
  const restricted = facts.filter(({ kind }) => kind === 'restricted');
  if (restricted.length === 0 || !(change.adds || change.replaces)) return;
  const isContested = restricted.every(({ ground }) => ground === 'accuracy-contested');
  if (!isContested || !(await mayActFor(ctx, rights)))
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
