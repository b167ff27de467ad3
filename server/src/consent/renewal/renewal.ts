// Asking anew for a yes (EDPB 05/2020, 110): before it ends by its time, or after it ended because what it was to changed. Once for each yes, and never of whoever said no.
// Where and how is decided by whoever sends it.

import { holdLive } from '#keys';
import type { Ctx } from '#kit/ctx';
import { causedBy } from '#kit/decider';
import type { MessageId, PersonId } from '#kit/ids';
import { tellPages } from '#kit/live';
import { append } from '#ledger';
import { type ChannelKind, describedBeside, type Language, purposeByCode, purposeVersions, shownFor } from '#purposes';
import { consentDeciders } from '../deciders.ts';
import { groupOf } from '../events.ts';
import { newest } from '../rules.ts';
import { readEvent, readLatest } from '../store.ts';
import { changedDays, endsSoon, lapsesOn, putOffHours, renewalDays } from './rules.ts';
import { type Due, renewalStore } from './store.ts';

const dayMs = 86_400_000;

/** Those who are to be asked, at most so many and without those of `skip`: what was never looked at first, and what could not leave a day ago. */
export function dueForRenewal(ctx: Ctx, most: number, skip: readonly Due['event'][]): Promise<Due[]> {
  return renewalStore.due(ctx, [...bounds(ctx, ctx.now.getTime() - putOffHours * 3_600_000), most, null, skip]);
}

/** The same yes, if it is still to be asked about: by now it may be answered, asked, or somebody else's newer word may count for a person it was merged with. */
export async function stillDue(ctx: Ctx, { event, person, purpose, channel }: Due): Promise<Due | undefined> {
  const [due] = await renewalStore.due(ctx, [...bounds(ctx, ctx.now.getTime() + dayMs), 1, event, []]);
  const last = newest(await readLatest(ctx, await groupOf(ctx, person), purpose, channel));
  return due && last?.id === event ? due : undefined;
}

/** They were asked by a message: never again about this yes. False when they were before. */
export async function noteAsked(ctx: Ctx, due: Omit<Due, 'endsOn'>, message: MessageId): Promise<boolean> {
  if (!(await renewalStore.put(ctx, due, { state: 'asked', because: null, message }))) return false;
  const { event, person, purpose, channel, why } = due;
  const by = ctx.actor.kind === 'system' && causedBy(consentDeciders, 'asking-anew');
  await append(ctx, { kind: 'consent.asked-anew', subject: person, facts: { event, purpose, channel, why, message, ...by } });
  tellPages(ctx, { topic: 'consent.changed', ids: { person } });
  return true;
}

/** Nothing could leave now, for a reason in code; it is looked at again in a day. Of somebody who is being erased nothing is written down: false. Error `keys-away` where their key is missing. */
export async function putOff(ctx: Ctx, due: Due, because: string): Promise<boolean> {
  if ((await holdLive(ctx, [due.person])).size === 0) return false;
  await renewalStore.put(ctx, due, { state: 'put-off', because, message: null });
  return true;
}

/** Nobody of those who are to be asked now is asked any more about these yeses, for a reason in code: put off until each has ended, or its change is too long ago. Those who become due later are. */
export async function putOffAll(ctx: Ctx, because: string): Promise<void> {
  const until = new Date(ctx.now.getTime() + Math.max(renewalDays, changedDays) * dayMs);
  await renewalStore.putOffAll(ctx, [...bounds(ctx, until.getTime()), because, until]);
}

/** The yes that stands for a purpose on a channel, with its end, and whether it may be said anew; undefined where none does. */
export async function standing(ctx: Ctx, person: PersonId, purpose: string, channel: ChannelKind) {
  const people = await groupOf(ctx, person);
  const last = newest(await readLatest(ctx, people, purpose, channel));
  const row = last?.state === 'given' ? await readEvent(ctx, last.id) : undefined;
  const now = row && (await purposeByCode(ctx, purpose));
  if (!row || !now) return undefined;
  const endsOn = earlier(lapsesOn(row.at, now.renewAfter), row.lapsesOn);
  // what children are asked waits for a parent each time, and is not renewed by a press of whoever reads the message (Art. 8)
  return { event: row.id, person: row.person, endsOn, mayRenew: !now.toChildren && endsSoon(endsOn, ctx.now) };
}

/** What somebody last agreed to, in the words of then, and what is done now, each with what else differs (how long, from where), where the purpose has come to mean something else since; undefined where nothing of it changed for them. */
export async function whatChanged(
  ctx: Ctx,
  person: PersonId,
  purpose: string,
  channel: ChannelKind,
  language: Language,
): Promise<{ before: Said; now: string } | undefined> {
  const people = await groupOf(ctx, person);
  const last = newest(await readLatest(ctx, people, purpose, channel));
  const event = last && (await readEvent(ctx, last.id));
  const asked = last && (await renewalStore.ofPeople(ctx, people)).filter((each) => each.why === 'changed');
  // once they were asked, the question is the newest word, and what it is about the yes before it
  const about = asked?.findLast((each) => each.purpose === purpose && each.channel === channel && each.state === 'asked');
  const given = event?.state === 'given' ? event : event?.state === 'requested' && about ? await readEvent(ctx, about.event) : undefined;
  const now = await purposeByCode(ctx, purpose);
  if (!given || !now || given.purposeVersion >= now.meaning) return undefined;
  const versions = await purposeVersions(ctx, [{ code: purpose, version: given.purposeVersion }]);
  const then = versions.find(({ code, version }) => code === purpose && version === given.purposeVersion);
  if (!then) return undefined;
  const before = { description: describedBeside(then, now, language), wording: shownFor(then, channel, language) };
  return { before, now: describedBeside(now, then, language) };
}
type Said = { readonly description: string; readonly wording: string };

const earlier = (one: string, other: string | null): string => (other !== null && other < one ? other : one);
/** What was put off before a moment counts as due. */
const bounds = (ctx: Ctx, putOffBefore: number) => [renewalDays, new Date(ctx.now.getTime() - changedDays * dayMs), new Date(putOffBefore)];

export type { Due };
