// What somebody may wish besides a copy and erasure: correction (Art. 16), restriction (Art. 18), objection (Art. 21). The last two hold in the gate from the moment
// they are received, because it is for the company to show why they should not.
import { stateOf, withdraw } from '#consent';
import { factsOf, restrict } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { Id, PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import { group } from '#people';
import { type Language, listPurposes, type Purpose, purposeByCode } from '#purposes';
import { objectionTo, type RequestKind } from './rules.ts';
import { endForSharers } from './sharers-no.ts';

export type Wish = {
  readonly kind: RequestKind;
  /** Code of the purpose objected to. */
  readonly purpose?: string | undefined;
  /** The person's own words. */
  readonly text?: string | undefined;
  /** Identity that the person says is not theirs. */
  readonly identity?: Id<'idn'> | undefined;
  /** Decision by machine that a person shall look at. */
  readonly decision?: string | undefined;
};
/** What a wish did at once: the fact that the gate obeys, and the outcome when nothing is left to decide. */
export type Effect = { readonly fact: Id<'fct'> | null; readonly outcome: string | null };

/** The purpose objected to; undefined for other wishes. Problem `invalid` for a purpose nobody can object to, one where none belongs, or a correction that does not say what is wrong. */
export async function checkWish(ctx: Ctx, { kind, purpose: code, text, identity, decision }: Wish): Promise<Purpose | undefined> {
  const purpose = code === undefined ? undefined : await purposeByCode(ctx, code);
  if (kind === 'objection' ? objectionTo(purpose) === 'none' : code !== undefined)
    throw invalid('/purpose', 'An objection names a purpose that can be objected to; other requests name none.', '21(1)');
  if (decision && kind !== 'human-review') throw invalid('/decision', 'Only who asks for a person names a decision.', '22(3)');
  if (kind === 'human-review' && !decision && !text?.trim()) throw invalid('/text', 'Say which decision a person shall look at.', '22(3)');
  if (kind === 'rectification' && !identity && !text?.trim()) throw invalid('/text', 'Say what is not right, and what would be.', '16');
  return purpose;
}

/** Lets a wish hold at once. A final objection and a withdrawal are carried out with it, and count for all who share the address they are about. */
export async function takeEffect(ctx: Ctx, person: PersonId, wish: Wish, purpose: Purpose | undefined): Promise<Effect> {
  if (wish.kind === 'restriction') return { fact: await restrict(ctx, person, { kind: 'restricted', ground: 'requested' }), outcome: null };
  if (wish.identity) return { fact: await restrict(ctx, person, { kind: 'restricted', ground: 'accuracy-contested' }), outcome: null }; // Art. 18(1)(a)
  if (wish.kind !== 'objection' || !purpose) return { fact: null, outcome: null };
  const answer = objectionTo(purpose);
  if (answer !== 'weighed') await endForSharers(ctx, person, { purpose: purpose.code, channels: purpose.channels });
  if (purpose.lawfulBasis === 'consent') await withdrawEverywhere(ctx, person, purpose);
  if (answer === 'withdrawal') return { fact: null, outcome: 'consent-withdrawn' };
  const ground = answer === 'final' ? 'direct-marketing' : 'own-situation';
  const fact = await restrict(ctx, person, { kind: 'objected', ground, purpose: purpose.code });
  return { fact, outcome: answer === 'final' ? 'objection-final' : null }; // Art. 21(3): no weighing
}

type MyPurpose = {
  code: string;
  name: string;
  description: string;
  lawfulBasis: string;
  objected: boolean;
  isMarketing: boolean;
};

/** The purposes this person may object to: those in use, and those they objected to before. Consents that are no advertising are left out: they are switches of their own. */
export async function myPurposes(ctx: Ctx, person: PersonId, language: Language): Promise<{ items: MyPurpose[]; restricted: boolean }> {
  const facts = await factsOf(ctx, person);
  const items: MyPurpose[] = [];
  for (const purpose of await listPurposes(ctx)) {
    const answer = objectionTo(purpose);
    if (answer !== 'final' && answer !== 'weighed') continue;
    const stands = facts.some((fact) => fact.kind === 'objected' && (fact.purpose ?? purpose.code) === purpose.code);
    const objected = stands && !(await agreedAnew(ctx, person, purpose));
    if (!purpose.active && !objected) continue;
    const { name, description } = purpose.texts[language];
    items.push({ code: purpose.code, name, description, lawfulBasis: purpose.lawfulBasis, objected, isMarketing: purpose.advertising });
  }
  return { items, restricted: facts.some((fact) => fact.kind === 'restricted') };
}

/** Objecting withdrew every consent, so one that stands now was given later, and is the newer will. */
async function agreedAnew(ctx: Ctx, person: PersonId, purpose: Purpose): Promise<boolean> {
  if (purpose.lawfulBasis !== 'consent') return false;
  const people = await group(ctx, person);
  for (const channel of purpose.channels) if ((await stateOf(ctx, people, purpose.code, channel)) === 'given') return true;
  return false;
}

async function withdrawEverywhere(ctx: Ctx, person: PersonId, purpose: Purpose): Promise<void> {
  for (const channel of purpose.channels) await withdraw(ctx, person, purpose.code, channel, methodOf(ctx));
}

const methodOf = (ctx: Ctx) => (ctx.actor.kind === 'person' ? 'privacy-page' : 'agent');

const invalid = (path: string, message: string, article: string) => new Problem('invalid', { article, fields: [{ path, message }] });
