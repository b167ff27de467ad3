// The choice to which the link of a message leads: one purpose on one channel of one person, and nothing else about them. What it shows is what the gate goes by, an objection included.
import { type LinkedChoice, readLeaveLink } from '#channels';
import { record, type Session, standing, stateOf, withdraw } from '#consent';
import { canBeObjectedTo, factsOf } from '#gate';
import type { Ctx } from '#kit/ctx';
import type { PersonId } from '#kit/ids';
import { Problem } from '#kit/problem';
import type { Tools } from '#kit/tool';
import { group } from '#people';
import { type ChannelKind, type Purpose, purposeByCode } from '#purposes';
import { type Chosen, choose } from './choose.ts';

export type Choice = LinkedChoice;
type State = Awaited<ReturnType<typeof stateOf>>;
/** `active`: it is sent there now. `again`: a yes by the link sends it again, though it rests on no consent. */
type Stand = { readonly state: State; readonly active: boolean; readonly again: boolean };

/** Problem `expired` for a token that is none or too old. */
export function readChoice(tools: Tools, token: string): Choice {
  const choice = readLeaveLink(tools, token);
  if (!choice) throw new Problem('expired');
  return choice;
}

export const basisOf = ({ lawfulBasis }: Pick<Purpose, 'lawfulBasis'>): 'consent' | 'law' | 'other' =>
  lawfulBasis === 'consent' ? 'consent' : lawfulBasis === 'legal-obligation' ? 'law' : 'other';

export async function standOf(ctx: Ctx, people: readonly PersonId[], purpose: Purpose, channel: ChannelKind): Promise<Stand> {
  const state = await stateOf(ctx, people, purpose.code, channel);
  const basis = basisOf(purpose);
  if (basis !== 'other') return { state, active: basis === 'law' || state === 'given', again: false };
  const facts = canBeObjectedTo(purpose) && people[0] ? await factsOf(ctx, people[0]) : [];
  const isObjected = facts.some((fact) => fact.kind === 'objected' && (fact.purpose === null || fact.purpose === purpose.code));
  const isNo = state === 'withdrawn' || state === 'refused';
  return { state, active: !isNo && !isObjected, again: isNo && !isObjected };
}

/**
 * Yes or no by the link, with the same proof as on the privacy page (Art. 7(1)). What stands already is not said twice, unless it ends soon: then it counts anew from now; a yes to what rests on no consent ends the no that was said to it. Problem
 * `expired` when the person is gone, `conflict` for what the law asks for and for a yes where nothing was ended.
 */
export async function changeChoice(
  ctx: Ctx,
  choice: Choice,
  chosen: Chosen,
  session: Session,
): Promise<{ active: boolean; pending: boolean }> {
  const people = await group(ctx, choice.person);
  const [person] = people;
  const purpose = await purposeByCode(ctx, choice.purpose);
  if (person === undefined || !purpose) throw new Problem('expired');
  refuseByLaw(purpose);
  const { state, again } = await standOf(ctx, people, purpose, choice.channel);
  const method = 'preference-link' as const;
  if (chosen.given && again) {
    const { channel, language } = { ...choice, ...chosen };
    await record(ctx, { person, purpose: purpose.code, channel, state: 'expired', method, by: 'self', language, session });
  } else if (state !== (chosen.given ? 'given' : 'withdrawn') || (chosen.given && (await renewableUntil(ctx, choice, purpose)) !== null))
    await choose(ctx, { ...choice, person }, chosen, { method, session, heardOn: choice.heardOn });
  const now = await standOf(ctx, people, purpose, choice.channel);
  return { active: now.active, pending: now.state === 'pending' };
}

/** The day (YYYY-MM-DD) on which a yes ends that this link may say anew; null where none does, or where a yes by it would wait for a second step. */
export async function renewableUntil(ctx: Ctx, choice: Choice, purpose: Purpose): Promise<string | null> {
  if (purpose.confirmOn.includes(choice.channel) && choice.heardOn !== choice.channel) return null;
  const stand = await standing(ctx, choice.person, purpose.code, choice.channel);
  return stand?.mayRenew ? stand.endsOn : null;
}

/** The no of one press (RFC 8058); again, or for somebody who is gone, it changes nothing. Problem `conflict` for what the law asks for. */
export async function leave(ctx: Ctx, choice: Choice): Promise<void> {
  const purpose = await purposeByCode(ctx, choice.purpose);
  if (purpose) refuseByLaw(purpose);
  if ((await group(ctx, choice.person)).length > 0) await withdraw(ctx, choice.person, choice.purpose, choice.channel, 'one-click');
}

function refuseByLaw(purpose: Purpose): void {
  if (basisOf(purpose) === 'law') throw new Problem('conflict', { because: 'by-law', article: '6(1)(c)' });
}
